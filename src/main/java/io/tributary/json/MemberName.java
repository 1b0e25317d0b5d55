package io.tributary.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * The name of a member, to be found among the names of an object. Names are equal if they are the
 * same text: a document may write characters as escape sequences. Immutable.
 */
final class MemberName {
  private static final int ESCAPE_LENGTH = 6;

  private final byte[] plain;

  MemberName(String name) {
    this.plain = name.getBytes(UTF_8);
  }

  /** Whether the string between its quotes, in a valid document, is this name. */
  boolean is(byte[] json, int from, int end) {
    if (Arrays.equals(plain, 0, plain.length, json, from, end)) {
      return true;
    }
    return end - from > plain.length
        && isEscaped(json, from, end)
        && text(json, from, end).equals(new String(plain, UTF_8));
  }

  private static boolean isEscaped(byte[] json, int from, int end) {
    for (int i = from; i < end; i++) {
      if (json[i] == '\\') {
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
