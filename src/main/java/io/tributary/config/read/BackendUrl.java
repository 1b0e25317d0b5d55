package io.tributary.config.read;

import io.tributary.config.DotSegments;
import io.tributary.config.Origin;
import io.tributary.config.PathTemplate;
import io.tributary.config.Secret;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The base URL of a backend. Immutable. Messages do not repeat it: it may hold a password.
 *
 * @param pathPrefix empty, or starts with a slash and ends without one
 */
record BackendUrl(Origin origin, PathTemplate pathPrefix) {
  private static final Pattern SHAPE =
      Pattern.compile(
          "(https?)://([^/?#]*)([^?#]*)(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern PATH =
      Pattern.compile("(?:[A-Za-z0-9._~!$&()*+,;=:@/-]|%[0-9A-Fa-f]{2})*+");

  static Optional<BackendUrl> of(ConfigValue value) {
    return value.text().flatMap(text -> parse(text, value));
  }

  private static Optional<BackendUrl> parse(String text, ConfigValue value) {
    Matcher url = SHAPE.matcher(text);
    if (!url.matches()) {
      return value.refuse("must start with http:// or https://");
    }
    if (url.group(2).contains("@")) {
      return value.refuse("must not hold a user or a password; send them in headers");
    }
    if (!url.group(4).isEmpty()) {
      return value.refuse(
          "must not hold a query or a fragment; the path of a part may hold a query");
    }
    if (!PATH.matcher(url.group(3)).matches()) {
      return value.refuse("has a path with a character that must be encoded as %XX");
    }
    if (DotSegments.in(url.group(3))) {
      return value.refuse("must not hold the path segment . or ..");
    }
    if (url.group(3).contains("%00")) {
      return value.refuse("must not contain %00");
    }
    Origin.Scheme scheme =
        url.group(1).length() == "https".length() ? Origin.Scheme.HTTPS : Origin.Scheme.HTTP;
    PathTemplate prefix = prefix(withoutLastSlashes(url.group(3)), value);
    return Authority.of(url.group(2), value)
        .map(
            authority ->
                new BackendUrl(
                    new Origin(
                        scheme, authority.host(), authority.port().orElse(scheme.defaultPort())),
                    prefix));
  }

  /** People see it without the values of variables that are credentials. */
  private static PathTemplate prefix(String path, ConfigValue value) {
    String visible =
        value
            .shown(Secret.URL_ENCODED)
            .map(SHAPE::matcher)
            .filter(Matcher::matches)
            .map(url -> withoutLastSlashes(url.group(3)))
            .filter(shown -> PATH.matcher(shown).matches())
            .orElse("/" + Secret.URL_ENCODED);
    return path.isEmpty() ? PathTemplate.NONE : PathTemplate.of(path).shownAs(visible);
  }

  private static String withoutLastSlashes(String path) {
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }
}
