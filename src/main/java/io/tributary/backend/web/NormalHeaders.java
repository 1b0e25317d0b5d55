package io.tributary.backend.web;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.tributary.backend.ResponseRules;

/**
 * The headers of a response, with the values that Netty's decoder leaves unusual made usual before
 * it reads them. Not thread-safe.
 */
final class NormalHeaders extends DefaultHttpHeaders {
  /** The most digits that Netty and Vert.x both read. */
  private static final int MAX_LENGTH_DIGITS = 18;

  private static final String LONGEST = "9".repeat(MAX_LENGTH_DIGITS);

  private NormalHeaders() {}

  static HttpHeadersFactory factory() {
    return new HttpHeadersFactory() {
      @Override
      public HttpHeaders newHeaders() {
        return new NormalHeaders();
      }

      @Override
      public HttpHeaders newEmptyHeaders() {
        return new NormalHeaders();
      }
    };
  }

  @Override
  public HttpHeaders add(CharSequence name, Object value) {
    if (!(value instanceof String text)) {
      return super.add(name, value);
    }
    String trimmed = trimmed(text);
    return super.add(
        name,
        trimmed.length() > MAX_LENGTH_DIGITS
                && HttpHeaderNames.CONTENT_LENGTH.contentEqualsIgnoreCase(name)
            ? length(trimmed)
            : trimmed);
  }

  /**
   * Without the blanks that stay where a value is folded before its first or after its last word.
   */
  static String trimmed(String value) {
    int from = 0;
    int to = value.length();
    while (from < to && isBlank(value.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(value.charAt(to - 1))) {
      to--;
    }
    return value.substring(from, to); // the same value, usually
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** A length that can be parsed, however many digits it has (RFC 9110, 8.6). */
  private static String length(String value) {
    if (!ResponseRules.isDigits(value, Integer.MAX_VALUE)) {
      return value;
    }
    int zeros = 0;
    while (zeros < value.length() - 1 && value.charAt(zeros) == '0') {
      zeros++;
    }
    return value.length() - zeros > MAX_LENGTH_DIGITS ? LONGEST : value.substring(zeros);
  }
}
