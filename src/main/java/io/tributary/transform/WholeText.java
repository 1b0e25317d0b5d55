package io.tributary.transform;

/** Tells text from text with half of a surrogate pair, which a slice can leave. */
final class WholeText {
  private WholeText() {}

  /** Whether UTF-8 can encode the text. */
  static boolean isEncodable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))
          && !Character.isSurrogatePair(text.charAt(i), at(text, ++i))) {
        return false;
      }
    }
    return true;
  }

  private static char at(String text, int index) {
    return index < text.length() ? text.charAt(index) : 0;
  }
}
