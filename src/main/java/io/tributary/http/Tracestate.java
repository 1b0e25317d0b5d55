package io.tributary.http;

import java.util.List;

/**
 * Reads the {@code tracestate} header of W3C Trace Context: a list of at most 32 members on one or
 * several lines. It is forwarded completely or not at all.
 */
final class Tracestate {
  private static final int MAX_LENGTH = 512;
  private static final int MAX_MEMBERS = 32;

  private Tracestate() {}

  /**
   * Joins the lines in their order. Returns an empty string if the result is too long or has an
   * invalid character.
   */
  static String join(List<String> lines) {
    String state =
        switch (lines.size()) {
          case 0 -> "";
          case 1 -> lines.getFirst();
          default -> String.join(",", lines);
        };
    return isFit(state) ? state : "";
  }

  private static boolean isFit(String state) {
    if (state.length() > MAX_LENGTH) {
      return false;
    }
    int members = 1;
    for (int i = 0; i < state.length(); i++) {
      char c = state.charAt(i);
      if ((c < ' ' && c != '\t') || c > '~') {
        return false;
      }
      if (c == ',') {
        members++;
      }
    }
    return members <= MAX_MEMBERS;
  }
}
