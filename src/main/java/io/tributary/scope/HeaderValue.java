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
   * The pieces between separators, as they are. A separator in a quoted string is none; a string
   * that is not closed goes on to the end. Takes time in proportion to the length.
   */
  public static List<String> split(String value, char separator) {
    List<String> pieces = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"') {
        i = endOfString(value, i);
      } else if (c == separator) {
        pieces.add(value.substring(begin, i));
        begin = i + 1;
      }
    }
    pieces.add(value.substring(begin));
    return pieces;
  }

  /** Whether every quoted string is closed. */
  public static boolean isClosed(String value) {
    int open = value.indexOf('"');
    while (open >= 0) {
      int end = endOfString(value, open);
      if (end >= value.length()) {
        return false;
      }
      open = value.indexOf('"', end + 1);
    }
    return true;
  }

  /** The index of the quote that closes a string, or the length or more if none does. */
  private static int endOfString(String value, int open) {
    int i = open + 1;
    while (i < value.length() && value.charAt(i) != '"') {
      i += value.charAt(i) == '\\' ? 2 : 1;
    }
    return i;
  }
}
