package io.tributary.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Says what {@link JsonCheck} must, offset and rule included, the plain way: one byte after the
 * other, recursively, over a copy of the document. To hold the check to.
 */
final class PlainCheck {

  private final byte[] bytes;
  private int pos;

  private PlainCheck(byte[] bytes) {
    this.bytes = bytes;
  }

  static Verdict of(byte[] document) {
    PlainCheck check = new PlainCheck(document);
    try {
      check.value(0);
      check.space();
      return check.pos == document.length ? Verdict.VALID : Rule.AFTER_THE_DOCUMENT.at(check.pos);
    } catch (BrokenException broken) {
      return broken.rule.at(broken.at);
    }
  }

  private static final class BrokenException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final Rule rule;
    private final int at;

    BrokenException(Rule rule, int at) {
      super(null, null, false, false);
      this.rule = rule;
      this.at = at;
    }
  }

  private void value(int depth) {
    space();
    int start = pos;
    switch (next()) {
      case '"' -> string();
      case '{' -> items(depth, '}');
      case '[' -> items(depth, ']');
      case 't' -> word("true", start);
      case 'f' -> word("false", start);
      case 'n' -> word("null", start);
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> throw unexpected();
    }
  }

  private void items(int depth, int closing) {
    if (depth == JsonCheck.MAX_DEPTH) {
      throw new BrokenException(Rule.TOO_DEEP, pos);
    }
    pos++;
    space();
    if (next() == closing) {
      pos++;
      return;
    }
    while (true) {
      if (closing == '}') {
        space();
        if (next() != '"') {
          throw unexpected();
        }
        string();
        space();
        expect(':');
      }
      value(depth + 1);
      space();
      if (next() == closing) {
        pos++;
        return;
      }
      expect(',');
    }
  }

  private void string() {
    pos++;
    while (next() != '"') {
      int b = next();
      if (b == -1) {
        throw new BrokenException(Rule.UNEXPECTED_END, pos);
      } else if (b < ' ') {
        throw new BrokenException(Rule.CONTROL_CHARACTER, pos);
      } else if (b == '\\') {
        escape();
      } else if (b < 0x80) {
        pos++;
      } else {
        character();
      }
    }
    pos++;
  }

  private void escape() {
    int start = pos++;
    int letter = next();
    if (letter != -1 && "\"\\/bfnrtu".indexOf(letter) < 0) {
      throw new BrokenException(Rule.MALFORMED_ESCAPE, start);
    }
    pos++;
    for (int i = 0; i < 4 && letter == 'u'; i++, pos++) {
      if (next() != -1 && Character.digit(next(), 16) < 0) {
        throw new BrokenException(Rule.MALFORMED_ESCAPE, start);
      }
    }
    if (pos > bytes.length) {
      throw new BrokenException(Rule.UNEXPECTED_END, bytes.length);
    }
  }

  /** A code point is put together and must need as many bytes as it came in. */
  private void character() {
    int lead = next();
    int tails = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    int code = lead & (0x3F >> tails);
    boolean good = lead >= 0xC0 && lead < 0xF8 && pos + tails < bytes.length;
    for (int i = 1; i <= tails && good; i++) {
      good = (bytes[pos + i] & 0xC0) == 0x80;
      code = code << 6 | (bytes[pos + i] & 0x3F);
    }
    int needed = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    if (!good || needed != tails || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) {
      throw new BrokenException(Rule.NOT_UTF8, pos);
    }
    pos += 1 + tails;
  }

  private void number() {
    pos += next() == '-' ? 1 : 0;
    int first = pos;
    digits();
    if (bytes[first] == '0' && pos > first + 1) {
      throw new BrokenException(Rule.MALFORMED_NUMBER, first + 1);
    }
    if (next() == '.') {
      pos++;
      digits();
    }
    if (next() == 'e' || next() == 'E') {
      pos++;
      pos += next() == '+' || next() == '-' ? 1 : 0;
      digits();
    }
  }

  private void digits() {
    int first = pos;
    while (next() >= '0' && next() <= '9') {
      pos++;
    }
    if (pos == first) {
      throw new BrokenException(
          pos == bytes.length ? Rule.UNEXPECTED_END : Rule.MALFORMED_NUMBER, pos);
    }
  }

  private void word(String word, int start) {
    for (byte letter : word.getBytes(US_ASCII)) {
      if (next() != letter) {
        throw new BrokenException(Rule.MALFORMED_LITERAL, start);
      }
      pos++;
    }
  }

  private void expect(int expected) {
    if (next() != expected) {
      throw unexpected();
    }
    pos++;
  }

  private void space() {
    while (next() == ' ' || next() == '\t' || next() == '\n' || next() == '\r') {
      pos++;
    }
  }

  private int next() {
    return pos < bytes.length ? bytes[pos] & 0xFF : -1;
  }

  private BrokenException unexpected() {
    return new BrokenException(
        pos == bytes.length ? Rule.UNEXPECTED_END : Rule.UNEXPECTED_CHARACTER, pos);
  }
}
