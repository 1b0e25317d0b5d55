package io.tributary.config.read;

import io.tributary.config.yaml.MessageText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Reads the base URL of a backend. Messages do not repeat it: it may hold a password. */
final class BackendUrl {
  private BackendUrl() {}

  static Optional<URI> of(ConfigValue value) {
    return value.text().flatMap(text -> parse(text, value));
  }

  private static Optional<URI> parse(String text, ConfigValue value) {
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      return value.refuse("is not a URL: " + MessageText.mistake(e.getReason()));
    }
    Optional<String> mistake = mistakeIn(url, text);
    mistake.ifPresent(value::problem);
    return mistake.isPresent() ? Optional.empty() : Optional.of(normal(url));
  }

  private static Optional<String> mistakeIn(URI url, String text) {
    String scheme = scheme(url);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return Optional.of("must start with http:// or https://");
    }
    String authority = Optional.ofNullable(url.getRawAuthority()).orElse("");
    if (authority.contains("@")) {
      return Optional.of("must not hold a user or a password; send them in headers");
    }
    if (url.getHost() == null) {
      return Optional.of(
          "names no host that can be called (letters, digits, - and . in the name; no _)");
    }
    if (url.getPort() == 0 || url.getPort() > 65535) {
      return Optional.of("must have a port from 1 to 65535");
    }
    if (url.getRawQuery() != null || url.getRawFragment() != null) {
      return Optional.of("must not hold a query or a fragment; a part's path may hold a query");
    }
    return text.chars().allMatch(c -> c < 0x80)
        ? Optional.empty()
        : Optional.of("must be ASCII; encode other characters as %XX");
  }

  /** Lower-case scheme and no slash at the end: the path of a part brings its own. */
  private static URI normal(URI url) {
    String path = Optional.ofNullable(url.getRawPath()).orElse("");
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return URI.create(scheme(url) + "://" + url.getRawAuthority() + path.substring(0, end));
  }

  private static String scheme(URI url) {
    return Optional.ofNullable(url.getScheme()).orElse("").toLowerCase(Locale.ROOT);
  }
}
