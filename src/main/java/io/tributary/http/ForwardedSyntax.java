package io.tributary.http;

/**
 * Validates elements of the {@code Forwarded} header (RFC 7239, 4), such as {@code
 * for=192.0.2.1;proto=https}. In quoted values only token characters, colons and brackets are
 * allowed. That is enough for addresses and hosts and excludes every delimiter.
 */
final class ForwardedSyntax {
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
  private static final AsciiSet TOKEN = AsciiSet.alphanumericAnd(TOKEN_MARKS);
  private static final AsciiSet QUOTED = AsciiSet.alphanumericAnd(TOKEN_MARKS + ":[]");

  private ForwardedSyntax() {}

  /** Whether the text from one index to another, exclusive, is an element. */
  static boolean isElement(String text, int from, int to) {
    int at = pairEnd(text, from);
    while (at > 0 && at < to && text.charAt(at) == ';') {
      at = pairEnd(text, at + 1);
    }
    return at == to;
  }

  /** The end index of the pair that starts at this index, or 0 if there is none. */
  private static int pairEnd(String text, int from) {
    int equals = TOKEN.end(text, from);
    if (equals == from || !text.startsWith("=", equals)) {
      return 0;
    }
    int value = equals + 1;
    if (text.startsWith("\"", value)) {
      int quote = QUOTED.end(text, value + 1);
      return text.startsWith("\"", quote) ? quote + 1 : 0;
    }
    int end = TOKEN.end(text, value);
    return end == value ? 0 : end;
  }
}
