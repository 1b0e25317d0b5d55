package io.tributary;

import java.util.List;
import java.util.regex.Pattern;

/** A {@code Server-Timing} header drawn as bars on one time axis, for a terminal. */
record Timeline(List<Bar> parts, double total) {
  private static final int WIDTH = 50;
  private static final Pattern ENTRY =
      Pattern.compile("([\\w-]+);dur=([0-9.]+)(?:;desc=\"([^\"]*)\")?");

  record Bar(String name, double millis, String state) {}

  static Timeline of(String serverTiming) {
    List<Bar> all =
        ENTRY
            .matcher(serverTiming)
            .results()
            .map(
                entry ->
                    new Bar(
                        entry.group(1),
                        Double.parseDouble(entry.group(2)),
                        entry.group(3) == null ? "ok" : entry.group(3)))
            .toList();
    return new Timeline(all.subList(0, all.size() - 1), all.getLast().millis());
  }

  /** Every line ends with a line break. */
  String draw() {
    StringBuilder text = new StringBuilder();
    for (Bar part : parts) {
      int length = (int) Math.max(1, Math.round(WIDTH * part.millis() / total));
      String bar = (part.state().equals("ok") ? "█" : "░").repeat(Math.min(WIDTH, length));
      text.append(line(part.name(), bar, part.millis(), part.state()));
    }
    String end = "%.0f ms".formatted(total);
    text.append("  %-9s 0%s%s%n".formatted("", " ".repeat(WIDTH - 1 - end.length()), end));
    double sum = parts.stream().mapToDouble(Bar::millis).sum();
    return text.append("  %.0f ms together, %.0f ms one after another%n".formatted(total, sum))
        .toString();
  }

  private static String line(String name, String bar, double millis, String state) {
    return "  %-9s %-50s  %4.0f ms  %s%n".formatted(name, bar, millis, state);
  }
}
