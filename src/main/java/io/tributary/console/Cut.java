package io.tributary.console;

/** Cuts texts of others to a length. Stateless. */
final class Cut {
  private Cut() {}

  /** The text, or its start and an ellipsis. */
  static String at(int longest, String text) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }
}
