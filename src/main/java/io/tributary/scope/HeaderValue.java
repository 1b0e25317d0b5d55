package io.tributary.scope;

import java.util.ArrayList;
import java.util.List;

/**
 * The syntax that values of HTTP headers share: members between separators, of which some are
 * quoted strings (RFC 9110, 5.6). Stateless.
 */
public final class HeaderValue {
  private HeaderValue() {}

  /**
   * The pieces between separators, as they are. A separator in a quoted string is none. A quote
   * that opens a string and is not closed is a character as any other, so it hides nothing. Takes
   * time in proportion to the length.
   */
  public static List<String> split(String value, char separator) {
    List<String> pieces = new ArrayList<>();
    int begin = 0;
    boolean closed = true;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' && closed) {
        int end = endOfString(value, i);
        closed = end >= 0;
        i = closed ? end : i;
      } else if (c == separator) {
        pieces.add(value.substring(begin, i));
        begin = i + 1;
      }
    }
    pieces.add(value.substring(begin));
    return pieces;
  }

  /** The index of the quote that closes a string, or -1. */
  private static int endOfString(String value, int open) {
    for (int i = open + 1; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"') {
        return i;
      }
      if (c == '\\') {
        i++;
      }
    }
    return -1;
  }
}
