package io.tributary.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.net.URLDecoder;
import java.util.Arrays;

/** The path and query of a request, without what may be a credential. Stateless. */
final class ShownUrl {
  private static final String HIDDEN = "…";

  private ShownUrl() {}

  /**
   * Joins path and query. Values of parameters that sound like credentials become an ellipsis.
   *
   * @param query empty if there is none
   */
  static String of(String path, String query) {
    return query.isEmpty()
        ? path
        : path
            + "?"
            + Arrays.stream(query.split("&", -1)).map(ShownUrl::shown).collect(joining("&"));
  }

  private static String shown(String parameter) {
    int equals = parameter.indexOf('=');
    return equals >= 0 && CredentialName.is(decoded(parameter.substring(0, equals)))
        ? parameter.substring(0, equals + 1) + HIDDEN
        : parameter;
  }

  private static String decoded(String name) {
    try {
      return URLDecoder.decode(name, UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return name;
    }
  }
}
