package io.tributary.config.yaml;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Renders values of the file for messages: short, on one line, without control characters. */
public final class MessageText {
  private static final int LONGEST = 80;
  private static final int LONGEST_MISTAKE = 400;
  private static final int MOST_NAMES = 10;
  private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB");

  private MessageText() {}

  /** The path of a member of a mapping: keys joined by dots. */
  public static String member(String path, String key) {
    return path.isEmpty() ? plain(key) : path + "." + plain(key);
  }

  public static String quoted(String text) {
    return '"' + plain(text) + '"';
  }

  public static String plain(String text) {
    return cut(text, LONGEST);
  }

  /** A message of another library: longer, but on one line as well. */
  public static String mistake(String text) {
    return cut(text, LONGEST_MISTAKE);
  }

  public static String names(Collection<String> names) {
    String first =
        names.stream().limit(MOST_NAMES).map(MessageText::plain).collect(Collectors.joining(", "));
    int more = names.size() - MOST_NAMES;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  /** {@code a, b or c}. */
  public static String oneOf(List<String> words) {
    String last = words.getLast();
    String others = String.join(", ", words.subList(0, words.size() - 1));
    return others.isEmpty() ? last : others + " or " + last;
  }

  /** A number of bytes in the largest unit that keeps it whole. */
  public static String size(long bytes) {
    int unit = bytes == 0 ? 0 : Math.min(3, Long.numberOfTrailingZeros(bytes) / 10);
    return (bytes >> (10 * unit)) + UNITS.get(unit);
  }

  public static String duration(Duration duration) {
    long millis = duration.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
  }

  private static String cut(String text, int longest) {
    boolean tooLong = text.length() > longest;
    String head = tooLong ? text.substring(0, longest) : text;
    StringBuilder shown = new StringBuilder(head.length() + 3);
    head.codePoints().forEach(c -> shown.appendCodePoint(visible(c)));
    return tooLong ? shown.append("...").toString() : shown.toString();
  }

  private static int visible(int c) {
    return switch (Character.getType(c)) {
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ' ';
      case Character.CONTROL -> Character.isWhitespace(c) ? ' ' : '?';
      case Character.FORMAT, Character.SURROGATE -> '?'; // such as direction overrides
      default -> c;
    };
  }
}
