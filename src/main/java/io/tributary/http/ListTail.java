package io.tributary.http;

import java.util.List;

/**
 * Extracts the longest well-formed tail of a comma-separated header (RFC 9110, 5.6.1), with at most
 * 100 elements and 8 KiB. Stateless.
 */
final class ListTail {
  private static final int MAX_ELEMENTS = 100;
  private static final int MAX_LENGTH = 8 * 1024;

  /** Tests whether the characters from one index to another, exclusive, are an element. */
  @FunctionalInterface
  interface Element {
    boolean isAt(String list, int from, int to);
  }

  private ListTail() {}

  /** Searches backwards for a malformed element and returns what follows it. */
  static String of(List<String> lines, Element element) {
    String list = lines.size() == 1 ? lines.getFirst() : String.join(", ", lines);
    int last = trimmed(list, 0, list.length());
    int start = last;
    int end = last;
    for (int elements = 0; end > 0 && elements < MAX_ELEMENTS; elements++) {
      int comma = list.lastIndexOf(',', end - 1);
      int from = skipped(list, comma + 1, end);
      int to = trimmed(list, from, end);
      if (last - from > MAX_LENGTH || from == to || !element.isAt(list, from, to)) {
        break;
      }
      start = from;
      end = comma;
    }
    return list.substring(start, last);
  }

  private static int skipped(String list, int from, int to) {
    int start = from;
    while (start < to && isSpace(list.charAt(start))) {
      start++;
    }
    return start;
  }

  private static int trimmed(String list, int from, int to) {
    int end = to;
    while (end > from && isSpace(list.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }
}
