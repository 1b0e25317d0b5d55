package io.tributary.config.read;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A host with an optional port: {@code users}, {@code users:8081}, {@code [::1]:8081}. Immutable.
 * Unlike {@link java.net.URI} it takes names with underscores.
 *
 * @param host an IPv6 address stands without brackets
 */
record Authority(String host, Optional<Integer> port) {
  private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");

  /** Reads the text, which is the given value or comes from it. Messages do not repeat it. */
  static Optional<Authority> of(String text, ConfigValue value) {
    boolean bracketed = text.startsWith("[");
    int end = bracketed ? text.indexOf(']') : text.indexOf(':');
    int hostEnd = end < 0 ? text.length() : end;
    String host = text.substring(bracketed ? 1 : 0, hostEnd);
    boolean valid = bracketed ? end > 0 && HostNames.isIpv6(host) : HostNames.isNameOrIpv4(host);
    if (!valid) {
      return value.refuse("has no valid host: " + HostNames.RULE + ", IPv6 in brackets");
    }
    String rest = text.substring(bracketed ? end + 1 : hostEnd);
    if (rest.isEmpty()) {
      return Optional.of(new Authority(host, Optional.empty()));
    }
    Optional<Integer> port = rest.startsWith(":") ? port(rest.substring(1)) : Optional.empty();
    return port.isPresent()
        ? Optional.of(new Authority(host, port))
        : value.refuse("must have a port from 1 to 65535");
  }

  private static Optional<Integer> port(String digits) {
    return Optional.of(digits)
        .filter(text -> PORT.matcher(text).matches())
        .map(Integer::valueOf)
        .filter(port -> port <= 65535);
  }
}
