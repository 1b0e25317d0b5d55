package io.tributary.support;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The series that a PromQL expression selects. Understands what the shipped rules and dashboards
 * use of the language, and refuses the rest.
 */
public final class PromQl {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\"(?:[^\"\\\\]|\\\\.)*\"|[a-zA-Z_:][\\w:]*|\\d[\\w.]*|[=!]~|[!=<>]=|[^\\s\\w\"]");
  private static final Set<String> REFUSED =
      Set.of("without", "on", "ignoring", "group_left", "group_right", "offset", "bool");
  private static final Set<String> OPERATORS = Set.of("and", "or", "unless");

  /**
   * A selector.
   *
   * @param metric the name
   * @param labels what a series must have for the expression to work: {@code name=} for a label
   *     that is compared or grouped by, {@code name=value} for one with a given value
   */
  public record Selector(String metric, Set<String> labels) {}

  private final List<String> tokens;
  private final List<Selector> selectors = new ArrayList<>();
  private final Deque<Set<String>> grouped = new ArrayDeque<>();
  private int next;

  private PromQl(String expression) {
    tokens = TOKEN.matcher(expression).results().map(MatchResult::group).toList();
  }

  /** Every selector of the expression, in order. */
  public static List<Selector> selectors(String expression) {
    PromQl promQl = new PromQl(expression);
    promQl.read();
    return promQl.selectors;
  }

  private void read() {
    Set<String> by = Set.of();
    while (next < tokens.size()) {
      String token = tokens.get(next++);
      if (REFUSED.contains(token)) {
        throw new IllegalArgumentException(token + " is not understood: " + tokens);
      }
      if (token.equals("(")) {
        grouped.push(by);
        by = Set.of();
      } else if (token.equals(")")) {
        Set<String> _ = grouped.pop();
      } else if (token.equals("by")) {
        by = groupedBy();
      } else if (isMetric(token)) {
        selectors.add(selector(token));
      }
    }
  }

  private boolean isMetric(String token) {
    boolean name = Character.isLetter(token.charAt(0)) && !OPERATORS.contains(token);
    return name && !peek().equals("(") && !peek().equals("by");
  }

  private String peek() {
    return next < tokens.size() ? tokens.get(next) : "";
  }

  private Set<String> groupedBy() {
    Set<String> labels = new TreeSet<>();
    for (String token = tokens.get(++next); !token.equals(")"); token = tokens.get(++next)) {
      if (!token.equals(",")) {
        labels.add(token + "=");
      }
    }
    next++;
    return labels;
  }

  private Selector selector(String metric) {
    Set<String> labels = new TreeSet<>();
    grouped.forEach(labels::addAll);
    if (peek().equals("{")) {
      next++;
      while (!peek().equals("}")) {
        labels.add(matcher());
      }
      next++;
    }
    return new Selector(metric, labels);
  }

  private String matcher() {
    String label = tokens.get(next++);
    String operator = tokens.get(next++);
    String value = tokens.get(next++);
    if (peek().equals(",")) {
      next++;
    }
    return label + "=" + (operator.equals("=") ? value.substring(1, value.length() - 1) : "");
  }
}
