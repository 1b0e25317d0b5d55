package io.tributary.config.read;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds parts that depend on each other. Uses no recursion, since a chain can be very long. */
final class Cycles {
  private static final int MOST_NAMES = 12;
  private static final int MOST_FOUND = 100;

  private record Step(String part, Iterator<String> needs) {}

  private final Map<String, List<String>> needs;
  private final Set<String> done = new HashSet<>();
  private final LinkedHashSet<String> path = new LinkedHashSet<>();
  private final List<List<String>> found = new ArrayList<>();

  private Cycles(Map<String, List<String>> needs) {
    this.needs = needs;
  }

  /** The cycles, each as its parts in order. Stops after as many as are ever reported. */
  static List<List<String>> in(Map<String, List<String>> needs) {
    Cycles cycles = new Cycles(needs);
    needs.keySet().forEach(cycles::walk);
    return cycles.found;
  }

  /** The text for a message: {@code a -> b -> a}. */
  static String spelled(List<String> cycle) {
    List<String> shown = new ArrayList<>(cycle.subList(0, Math.min(cycle.size(), MOST_NAMES)));
    if (cycle.size() > MOST_NAMES) {
      shown.add("...");
    }
    shown.add(cycle.getFirst());
    return String.join(" -> ", shown);
  }

  private void walk(String start) {
    Deque<Step> steps = new ArrayDeque<>();
    enter(start, steps);
    while (!steps.isEmpty()) {
      Step step = steps.peek();
      if (step.needs().hasNext()) {
        enter(step.needs().next(), steps);
      } else {
        steps.pop();
        path.removeLast();
        done.add(step.part());
      }
    }
  }

  private void enter(String part, Deque<Step> steps) {
    if (path.contains(part)) {
      if (found.size() < MOST_FOUND) {
        found.add(path.stream().dropWhile(other -> !other.equals(part)).toList());
      }
    } else if (!done.contains(part)) {
      path.add(part);
      steps.push(new Step(part, needs.getOrDefault(part, List.of()).iterator()));
    }
  }
}
