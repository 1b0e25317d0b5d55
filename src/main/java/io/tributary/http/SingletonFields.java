package io.tributary.http;

import java.util.List;

/**
 * The request header fields that have one value, and which a request may therefore have once only
 * (RFC 9110, 5.3). Recipients disagree about which of several values counts, so a repeated one
 * could pass a check here and mean something else to a backend. Stateless.
 *
 * <p>Not among them: {@code Host}, {@code Content-Length} and {@code Request-Timeout-Ms}, which
 * have rules of their own, and {@code traceparent} and {@code X-Request-Id}, which are replaced if
 * they are repeated.
 */
final class SingletonFields {
  /** At most 32, so that a set of them is an {@code int}. */
  private static final List<String> NAMES =
      List.of(
          "authorization",
          "proxy-authorization",
          "cookie",
          "content-type",
          "content-location",
          "date",
          "from",
          "if-modified-since",
          "if-range",
          "if-unmodified-since",
          "max-forwards",
          "origin",
          "range",
          "referer",
          "user-agent");

  /** A bit for each length of a name. Most fields are told apart by it. */
  private static final long LENGTHS =
      NAMES.stream().mapToLong(name -> 1L << name.length()).reduce(0, (a, b) -> a | b);

  private SingletonFields() {}

  /** A bit for the field of this name, or 0 if it may be repeated. */
  static int bit(String name) {
    if (name.length() >= Long.SIZE || (LENGTHS >>> name.length() & 1) == 0) {
      return 0;
    }
    for (int i = 0; i < NAMES.size(); i++) {
      if (NAMES.get(i).equalsIgnoreCase(name)) {
        return 1 << i;
      }
    }
    return 0;
  }
}
