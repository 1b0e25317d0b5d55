package io.tributary.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * The name of a member, to be found among the names of an object. Names are equal if they are the
 * same text: a document may write characters as escape sequences. Immutable.
 */
final class MemberName {
  private static final int ESCAPE_LENGTH = 6;
  private static final long BACKSLASHES = Swar.all('\\');

  private final byte[] plain;
  private final String text;

  /** The first bytes, up to eight, and the bits that they take. */
  private final long word;

  private final long mask;

  /** Whether no document can have this name without escape sequences. */
  private final boolean alwaysEscaped;

  MemberName(String name) {
    this.plain = name.getBytes(UTF_8);
    this.text = new String(plain, UTF_8);
    this.alwaysEscaped = name.chars().anyMatch(c -> c < ' ' || c == '"' || c == '\\');
    int bits = Byte.SIZE * Math.min(Long.BYTES, plain.length);
    this.mask = bits == 0 ? 0 : -1L >>> (Long.SIZE - bits);
    this.word = Swar.eight(Arrays.copyOf(plain, Math.max(Long.BYTES, plain.length)), 0);
  }

  /** Whether the string between its quotes, in a valid document, is this name. */
  boolean is(byte[] json, int from, int end) {
    return isPlainly(json, from, end)
        || (end - from > plain.length && isEscaped(json, from, end) && is(text(json, from, end)));
  }

  /** Whether a text is this name. */
  boolean is(String other) {
    return text.equals(other);
  }

  /** Whether it is this name without escape sequences. */
  boolean isPlainly(byte[] json, int from, int end) {
    return end - from == plain.length && begins(json, from);
  }

  /**
   * Whether a string that begins at {@code from}, after its quote, is this name without escape
   * sequences.
   *
   * @return the position after the name, where the quote is, or -1
   */
  int endOf(byte[] json, int from) {
    int end = from + plain.length;
    return end < json.length && json[end] == '"' && begins(json, from) ? end : -1;
  }

  private boolean begins(byte[] json, int from) {
    if (alwaysEscaped) {
      return false;
    }
    if (from > json.length - Long.BYTES) {
      return Arrays.equals(plain, 0, plain.length, json, from, from + plain.length);
    }
    return ((Swar.eight(json, from) ^ word) & mask) == 0
        && (plain.length <= Long.BYTES
            || Arrays.equals(
                plain, Long.BYTES, plain.length, json, from + Long.BYTES, from + plain.length));
  }

  /** Whether a string has escape sequences between its quotes. */
  static boolean isEscaped(byte[] json, int from, int end) {
    int pos = from;
    for (; end - pos >= Long.BYTES; pos += Long.BYTES) {
      if (Swar.zeros(Swar.eight(json, pos) ^ BACKSLASHES) != 0) {
        return true;
      }
    }
    for (; pos < end; pos++) {
      if (json[pos] == '\\') {
        return true;
      }
    }
    return false;
  }

  /** The text of a string between its quotes, in a valid document. */
  static String text(byte[] json, int from, int end) {
    if (!isEscaped(json, from, end)) {
      return new String(json, from, end - from, UTF_8);
    }
    StringBuilder text = new StringBuilder(end - from);
    int pos = from;
    while (pos < end) {
      int plainEnd = pos;
      while (plainEnd < end && json[plainEnd] != '\\') {
        plainEnd++;
      }
      text.append(new String(json, pos, plainEnd - pos, UTF_8));
      pos = plainEnd < end ? unescape(json, plainEnd, text) : end;
    }
    return text.toString();
  }

  private static int unescape(byte[] json, int backslash, StringBuilder text) {
    byte letter = json[backslash + 1];
    if (letter != 'u') {
      text.append(
          switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> (char) letter;
          });
      return backslash + 2;
    }
    int unit = 0;
    for (int i = backslash + 2; i < backslash + ESCAPE_LENGTH; i++) {
      unit = unit << 4 | Character.digit(json[i], 16);
    }
    text.append((char) unit);
    return backslash + ESCAPE_LENGTH;
  }
}
