package io.tributary;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The parts of a request drawn as bars on one time axis, for a terminal.
 *
 * @param total when the response was ready
 * @param apart how long the calls would have taken one after another
 */
record Timeline(List<Bar> parts, double total, double apart) {
  private static final int WIDTH = 50;
  private static final int SHORTEST_NAME = 8;
  private static final Pattern ENTRY =
      Pattern.compile("([\\w-]+);dur=([0-9.]+)(?:;desc=\"([^\"]*)\")?");

  /**
   * What took time.
   *
   * @param from when it began, in milliseconds
   * @param state {@code ok}, or a reason; more words can follow
   */
  record Bar(String name, double from, double millis, String state) {
    boolean failed() {
      return !state.startsWith("ok");
    }
  }

  /** From a {@code Server-Timing} header: as if every part had begun at once. */
  static Timeline of(String serverTiming) {
    List<Bar> all =
        ENTRY
            .matcher(serverTiming)
            .results()
            .map(
                entry ->
                    new Bar(
                        entry.group(1),
                        0,
                        Double.parseDouble(entry.group(2)),
                        entry.group(3) == null ? "ok" : entry.group(3)))
            .toList();
    List<Bar> parts = all.subList(0, all.size() - 1);
    double sum = parts.stream().mapToDouble(Bar::millis).sum();
    return new Timeline(parts, all.getLast().millis(), sum);
  }

  /** Every line ends with a line break. */
  String draw() {
    int names = parts.stream().mapToInt(part -> part.name().length()).max().orElse(1);
    names = Math.max(SHORTEST_NAME, names);
    String row = "  %-" + names + "s  %-" + WIDTH + "s  %4.0f ms  %s%n";
    StringBuilder text = new StringBuilder();
    for (Bar part : parts) {
      text.append(row.formatted(part.name(), bar(part), part.millis(), part.state()));
    }
    String end = "%.0f ms".formatted(total);
    String axis = " ".repeat(names + 4) + "0" + " ".repeat(WIDTH - 1 - end.length()) + end;
    return text.append(
            "%s%n  %.0f ms together, %.0f ms one after another%n".formatted(axis, total, apart))
        .toString();
  }

  private String bar(Bar part) {
    int start = Math.min(WIDTH - 1, place(part.from()));
    int end = Math.clamp(place(part.from() + part.millis()), start + 1, WIDTH);
    return " ".repeat(start) + (part.failed() ? "░" : "█").repeat(end - start);
  }

  private int place(double millis) {
    return (int) Math.round(WIDTH * millis / total);
  }
}
