package io.tributary.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Collectors;

/** Shows names that a client sent in a message, so that no text of a client is shown as it is. */
final class ClientText {
  private static final int MOST_NAMES = 5;
  private static final int LONGEST_NAME = 100;

  private ClientText() {}

  /** The first names, in percent-encoding and cut, separated by commas. */
  static String shown(Collection<String> names) {
    return names.stream()
        .limit(MOST_NAMES)
        .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8))
        .map(name -> name.substring(0, Math.min(LONGEST_NAME, name.length())))
        .collect(Collectors.joining(", "));
  }
}
