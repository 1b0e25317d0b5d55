package io.tributary.http;

/**
 * The elements of the {@code Forwarded} header (RFC 7239, 4): {@code for=192.0.2.1;proto=https}. A
 * quoted value may hold what a token may, colons and brackets: enough for addresses and hosts, and
 * nothing that ends a value, an element or a line.
 */
final class ForwardedSyntax {
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
  private static final AsciiSet TOKEN = AsciiSet.alphanumericAnd(TOKEN_MARKS);
  private static final AsciiSet QUOTED = AsciiSet.alphanumericAnd(TOKEN_MARKS + ":[]");

  private ForwardedSyntax() {}

  /** Whether an element stands between two indexes, the second excluded. */
  static boolean isElement(String text, int from, int to) {
    int at = pairEnd(text, from);
    while (at > 0 && at < to && text.charAt(at) == ';') {
      at = pairEnd(text, at + 1);
    }
    return at == to;
  }

  /** Where the pair that starts there ends; 0 if there is none. */
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
