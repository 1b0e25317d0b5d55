package io.tributary.backend.lean;

/**
 * Reads the {@code Keep-Alive} field (RFC 2068, 19.7.1.1): how long a backend keeps an idle
 * connection. Stateless.
 */
final class KeepAlive {
  private static final byte[] TIMEOUT = HttpSyntax.of("timeout");

  private KeepAlive() {}

  /** Returns the timeout in seconds, or {@link Integer#MAX_VALUE} if the field has none. */
  static int seconds(byte[] bytes, int from, int to) {
    for (int start = from; start < to; ) {
      int end = endOfParameter(bytes, start, to);
      int equals = start;
      while (equals < end && bytes[equals] != '=') {
        equals++;
      }
      int name = HttpSyntax.afterBlanks(bytes, start, equals);
      if (HttpSyntax.is(bytes, name, HttpSyntax.beforeBlanks(bytes, name, equals), TIMEOUT)) {
        return number(bytes, Math.min(equals + 1, end), end);
      }
      start = end + 1;
    }
    return Integer.MAX_VALUE;
  }

  private static int endOfParameter(byte[] bytes, int from, int to) {
    int end = from;
    while (end < to && bytes[end] != ',' && bytes[end] != ';') {
      end++;
    }
    return end;
  }

  /** The number between blanks and, if there are any, quotes. */
  private static int number(byte[] bytes, int from, int to) {
    int first = HttpSyntax.afterBlanks(bytes, from, to);
    int end = HttpSyntax.beforeBlanks(bytes, first, to);
    if (end - first > 2 && bytes[first] == '"' && bytes[end - 1] == '"') {
      first++;
      end--;
    }
    boolean digits = end > first && HttpSyntax.endOfDigits(bytes, first) == end;
    return digits
        ? (int) Math.min(Integer.MAX_VALUE, HttpSyntax.number(bytes, first, end))
        : Integer.MAX_VALUE;
  }
}
