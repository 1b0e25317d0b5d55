package io.tributary.http;

import java.util.List;

/**
 * The {@code tracestate} header of W3C Trace Context: a list of at most 32 members that may stand
 * on several lines. It is passed on whole or not at all.
 */
final class Tracestate {
  private static final int MAX_LENGTH = 512;
  private static final int MAX_MEMBERS = 32;

  private Tracestate() {}

  /** The lines in one, in their order; empty if that is too long or holds what it must not. */
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
