package io.tributary.stubs;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A backend whose responses are to be recorded.
 *
 * @param name the name of its folder
 */
record RecordTarget(String name, URI url) {
  private static final String OPTION = "-Drecord.target";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");

  /** Reads a list such as {@code users:https://a.example,https://b.example}. */
  static List<RecordTarget> read(String text) throws CannotServeException {
    String named = text.replaceAll("(^|,)\\s*(https?://([^:/?#,]+))", "$1$3:$2");
    Map<String, String> urls =
        NamedValues.read(OPTION, "URL or NAME:URL, such as users:https://api.example.com", named);
    if (urls.isEmpty()) {
      throw new CannotServeException(
          OPTION + ": say what to record, such as " + OPTION + "=users:https://api.example.com");
    }
    List<RecordTarget> targets = new ArrayList<>();
    for (Map.Entry<String, String> entry : urls.entrySet()) {
      if (!NAME.matcher(entry.getKey()).matches()) {
        throw new CannotServeException(
            OPTION + ": \"" + entry.getKey() + "\" is no name of a folder");
      }
      targets.add(new RecordTarget(entry.getKey(), url(entry.getValue())));
    }
    return targets;
  }

  private static URI url(String text) throws CannotServeException {
    try {
      URI url = new URI(text);
      boolean http = Objects.requireNonNullElse(url.getScheme(), "").matches("https?");
      if (http
          && url.getHost() != null
          && url.getRawUserInfo() == null
          && url.getRawQuery() == null
          && url.getRawFragment() == null) {
        return url;
      }
    } catch (URISyntaxException _) {
      // the message is the same
    }
    throw new CannotServeException(
        OPTION + ": \"" + text + "\" is no http or https URL of a host, a port and a path");
  }
}
