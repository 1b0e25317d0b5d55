package io.tributary.app;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page in Prometheus' text format, read strictly.
 *
 * @param samples the value of every series, by its name and sorted labels
 * @param types what each metric's {@code TYPE} line says
 * @param mistakes what is wrong with the page
 */
record Exposition(Map<String, Double> samples, Map<String, String> types, List<String> mistakes) {
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)( \\d+)?");
  private static final Pattern LABEL =
      Pattern.compile("(\\w+)=\"((?:[^\"\\\\\n]|\\\\[n\"\\\\])*)\",?");
  private static final Pattern PART_OF_A_FAMILY = Pattern.compile("_(bucket|count|sum)$");

  static Exposition parse(String page) {
    Map<String, Double> samples = new LinkedHashMap<>();
    Map<String, String> types = new LinkedHashMap<>();
    Set<String> helped = new HashSet<>();
    List<String> mistakes = new ArrayList<>();
    page.lines()
        .forEach(
            line -> {
              String[] words = line.split(" ", 4);
              if (line.startsWith("# TYPE ")) {
                if (types.put(words[2], words[3]) != null) {
                  mistakes.add("two TYPE lines: " + line);
                }
              } else if (line.startsWith("# HELP ")) {
                if (!helped.add(words[2]) || words.length < 4 || words[3].isBlank()) {
                  mistakes.add("two HELP lines, or an empty one: " + line);
                }
              } else {
                sample(line, samples, types, helped, mistakes);
              }
            });
    return new Exposition(samples, types, mistakes);
  }

  private static void sample(
      String line,
      Map<String, Double> samples,
      Map<String, String> types,
      Set<String> helped,
      List<String> mistakes) {
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      mistakes.add("not a sample: " + line);
      return;
    }
    String name = sample.group(1);
    String family =
        types.containsKey(name) ? name : PART_OF_A_FAMILY.matcher(name).replaceFirst("");
    if (!types.containsKey(family) || !helped.contains(family)) {
      mistakes.add("no TYPE or no HELP before: " + line);
    }
    Set<String> labels = new TreeSet<>();
    String text = sample.group(2) == null ? "" : sample.group(2);
    Matcher label = LABEL.matcher(text);
    int end = 0;
    while (label.find() && label.start() == end) {
      labels.add(label.group(1) + "=" + label.group(2));
      end = label.end();
    }
    if (end != text.length()) {
      mistakes.add("labels that cannot be read: " + line);
    }
    if (samples.put(name + labels, Double.parseDouble(sample.group(3).replace("Inf", "Infinity")))
        != null) {
      mistakes.add("a series twice: " + line);
    }
  }

  /**
   * The value of the series of exactly these labels, each {@code name=value}; NaN if there is none.
   */
  double value(String name, String... labels) {
    return samples.getOrDefault(name + new TreeSet<>(List.of(labels)), Double.NaN);
  }

  /** The sum of every series of this name whose labels include these. */
  double total(String name, String... labels) {
    return samples.entrySet().stream()
        .filter(sample -> sample.getKey().startsWith(name + "["))
        .filter(sample -> List.of(labels).stream().allMatch(sample.getKey()::contains))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  /** Whether a series of this name has all these labels: {@code name=value}, or {@code name=}. */
  boolean hasSeries(String name, Set<String> labels) {
    return samples.keySet().stream()
        .filter(series -> series.startsWith(name + "["))
        .map(series -> ", " + series.substring(name.length() + 1))
        .anyMatch(series -> labels.stream().allMatch(label -> series.contains(", " + label)));
  }

  /** Whether there is a metric of this name. */
  boolean has(String family) {
    return types.containsKey(family)
        && samples.keySet().stream()
            .anyMatch(
                series -> series.startsWith(family + "[") || series.startsWith(family + "_count["));
  }
}
