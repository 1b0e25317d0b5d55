package io.tributary.aggregate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A random graph of parts with what their backends do. Times are in nanoseconds, and no two are the
 * same, so that nothing depends on the order of what happens at one moment.
 *
 * @param enough the members of the group of which {@code count} are enough; empty for no group
 * @param leaves when the client disconnects
 */
record RandomGraph(List<Node> nodes, Set<Integer> enough, int count, long leaves) {
  static final long NEVER = Long.MAX_VALUE;

  /** How the inputs of a part are computed. */
  enum InputEnd {
    VALUES,
    NOTHING,
    UNWANTED,
    FAILURE
  }

  /** A call for one item. */
  record Item(long delay, boolean fails) {}

  /**
   * A part.
   *
   * @param shown whether the client chooses it
   * @param inputDelay how long its inputs are computed; 0 if they are not
   * @param each whether it is called for each item; otherwise it has one
   */
  record Node(
      int index,
      String name,
      boolean shown,
      List<Integer> needs,
      boolean required,
      OptionalInt fallback,
      long timeout,
      long inputDelay,
      InputEnd inputEnd,
      boolean each,
      List<Item> items) {
    boolean computed() {
      return inputDelay > 0;
    }
  }

  static RandomGraph of(Random random) {
    int size = 1 + random.nextInt(12);
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      nodes.add(node(i, random));
    }
    for (int i = 0; i < size; i++) {
      if (random.nextInt(3) == 0) {
        int fallback = random.nextInt(size);
        List<Node> with = new ArrayList<>(nodes);
        with.set(i, with(nodes.get(i), OptionalInt.of(fallback)));
        if (!nodes.get(fallback).required() && isPossible(with)) {
          nodes = with;
        }
      }
    }
    Set<Integer> enough = new HashSet<>();
    for (Node node : nodes) {
      if (random.nextInt(3) > 0 && mayBeInAGroup(node, nodes)) {
        enough.add(node.index());
      }
    }
    int count = enough.size() < 2 ? 0 : 1 + random.nextInt(enough.size() - 1);
    return new RandomGraph(
        List.copyOf(nodes),
        count == 0 ? Set.of() : Set.copyOf(enough),
        count,
        random.nextInt(4) == 0 ? 2 * time(random) : NEVER);
  }

  private static Node node(int index, Random random) {
    Set<Integer> needs = new HashSet<>();
    for (int i = random.nextInt(4); i > 1 && index > 0; i--) {
      needs.add(random.nextInt(index));
    }
    boolean each = !needs.isEmpty() && random.nextInt(4) == 0;
    List<Item> items = new ArrayList<>();
    for (int i = each ? random.nextInt(6) : 1; i > 0; i--) {
      items.add(new Item(time(random), random.nextInt(3) == 0));
    }
    InputEnd end = InputEnd.values()[Math.max(0, random.nextInt(9) - 5)];
    boolean computed = !needs.isEmpty() || random.nextInt(6) == 0;
    return new Node(
        index,
        "p" + index,
        true,
        List.copyOf(needs),
        random.nextInt(10) == 0,
        OptionalInt.empty(),
        2 * time(random),
        computed ? time(random) : 0,
        each && end == InputEnd.NOTHING ? InputEnd.VALUES : end,
        each,
        items);
  }

  private static long time(Random random) {
    return 1 + random.nextLong(100_000_000_000L);
  }

  private static Node with(Node node, OptionalInt fallback) {
    return new Node(
        node.index(),
        node.name(),
        node.shown(),
        node.needs(),
        node.required(),
        fallback,
        node.timeout(),
        node.inputDelay(),
        node.inputEnd(),
        node.each(),
        node.items());
  }

  /** What a configuration allows: no cycle, and no part that needs its own fallback. */
  private static boolean isPossible(List<Node> nodes) {
    for (Node node : nodes) {
      List<Integer> after = new ArrayList<>(node.needs());
      node.fallback().ifPresent(after::add);
      boolean needsIt =
          node.fallback().isPresent()
              && leadsTo(node.fallback().getAsInt(), node.needs(), node.fallback(), nodes);
      if (needsIt || leadsTo(node.index(), after, OptionalInt.empty(), nodes)) {
        return false;
      }
    }
    return true;
  }

  private static boolean leadsTo(
      int goal, List<Integer> from, OptionalInt without, List<Node> nodes) {
    List<Integer> left = new ArrayList<>(from);
    Set<Integer> seen = new HashSet<>();
    while (!left.isEmpty()) {
      int next = left.removeLast();
      if (next == goal) {
        return true;
      }
      if (seen.add(next)) {
        left.addAll(nodes.get(next).needs());
        OptionalInt fallback = nodes.get(next).fallback();
        if (fallback.isPresent() && !fallback.equals(without)) {
          left.add(fallback.getAsInt());
        }
      }
    }
    return false;
  }

  private static boolean mayBeInAGroup(Node node, List<Node> nodes) {
    return !node.required()
        && node.fallback().isEmpty()
        && nodes.stream()
            .noneMatch(
                other ->
                    other.needs().contains(node.index())
                        || other.fallback().equals(OptionalInt.of(node.index())));
  }

  /** Whether the part is called only because another one failed. */
  boolean isOnDemand(int index) {
    return nodes.stream().anyMatch(node -> node.fallback().equals(OptionalInt.of(index)))
        || (!nodes.get(index).shown()
            && nodes.stream()
                .noneMatch(node -> node.needs().contains(index) && !isOnDemand(node.index())));
  }

  /** Some of the parts. */
  Set<Integer> choice(Random random) {
    Set<Integer> chosen = new HashSet<>(Set.of(random.nextInt(nodes.size())));
    nodes.stream().map(Node::index).filter(_ -> random.nextInt(3) == 0).forEach(chosen::add);
    return chosen;
  }

  /** The graph for a client that chooses parts: without those that cannot be called. */
  RandomGraph only(Set<Integer> chosen) {
    TreeSet<Integer> called = new TreeSet<>();
    List<Integer> left = new ArrayList<>(chosen);
    while (!left.isEmpty()) {
      int next = left.removeLast();
      if (called.add(next)) {
        left.addAll(nodes.get(next).needs());
        nodes.get(next).fallback().ifPresent(left::add);
      }
    }
    List<Node> renumbered =
        called.stream().map(index -> among(called, nodes.get(index), chosen)).toList();
    Set<Integer> group = new HashSet<>();
    enough.stream().filter(chosen::contains).forEach(one -> group.add(indexIn(called, one)));
    return group.size() > count
        ? new RandomGraph(renumbered, group, count, leaves)
        : new RandomGraph(renumbered, Set.of(), 0, leaves);
  }

  private static Node among(NavigableSet<Integer> called, Node node, Set<Integer> chosen) {
    boolean shown = chosen.contains(node.index());
    OptionalInt fallback = node.fallback();
    return new Node(
        indexIn(called, node.index()),
        node.name(),
        shown,
        node.needs().stream().map(need -> indexIn(called, need)).toList(),
        node.required() && shown,
        fallback.isPresent() ? OptionalInt.of(indexIn(called, fallback.getAsInt())) : fallback,
        node.timeout(),
        node.inputDelay(),
        node.inputEnd(),
        node.each(),
        node.items());
  }

  private static int indexIn(NavigableSet<Integer> called, int index) {
    return called.headSet(index).size();
  }
}
