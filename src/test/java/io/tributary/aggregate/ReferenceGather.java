package io.tributary.aggregate;

import io.tributary.aggregate.RandomGraph.InputEnd;
import io.tributary.aggregate.RandomGraph.Item;
import io.tributary.aggregate.RandomGraph.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a gather does, written as plainly as possible: whichever part ends next ends, until none
 * can. Slow, and without an event loop.
 */
final class ReferenceGather {
  static final int AT_ONCE = 2;
  private static final long NEVER = RandomGraph.NEVER;

  /** How a part, or its own call, ended. The value is empty if there is none. */
  record End(long at, String code, String value) {
    boolean failed() {
      return value.isEmpty() && !code.equals("skipped");
    }
  }

  private final RandomGraph graph;
  private final @Nullable End[] own;

  /** What became of each part, with the value of its fallback if it has that. */
  final @Nullable End[] ends;

  /** When the calls started, by the names of parts, or of parts and items. */
  final Map<String, Long> calls = new HashMap<>();

  /** When the result was known. */
  long now;

  ReferenceGather(RandomGraph graph) {
    this.graph = graph;
    this.own = new End[graph.nodes().size()];
    this.ends = new End[graph.nodes().size()];
    while (Arrays.asList(ends).contains(null)) {
      int next = next();
      if (next < 0) {
        int skipped = neverAsked();
        own[skipped] = new End(now, "skipped", "");
        settle(skipped, own[skipped]);
      } else if (run(graph.nodes().get(next), false).at() > graph.leaves()) {
        now = graph.leaves();
        skipTheRest(now, true);
      } else {
        End end = run(graph.nodes().get(next), false);
        now = end.at();
        own[next] = end;
        run(graph.nodes().get(next), true);
        if (!end.failed() || graph.nodes().get(next).fallback().isEmpty()) {
          settle(next, end);
        } else {
          int fallback = graph.nodes().get(next).fallback().getAsInt();
          if (ends[fallback] != null) {
            settle(next, after(end, ends[fallback]));
          }
        }
      }
    }
    calls.values().removeIf(at -> at > now);
  }

  private static End after(End failure, End fallback) {
    return new End(Math.max(failure.at(), fallback.at()), failure.code(), fallback.value());
  }

  /** The part whose call ends next; -1 if none can. */
  private int next() {
    int next = -1;
    for (Node node : graph.nodes()) {
      int i = node.index();
      if (own[i] == null && ends[i] == null && ready(node) < NEVER) {
        next =
            next < 0 || run(node, false).at() < run(graph.nodes().get(next), false).at() ? i : next;
      }
    }
    return next;
  }

  private long ready(Node node) {
    long ready = asked(node.index());
    for (int need : node.needs()) {
      ready = ends[need] == null ? NEVER : Math.max(ready, ends[need].at());
      if (ready == NEVER) {
        return NEVER;
      }
    }
    return ready;
  }

  /** When somebody asked for a part. */
  private long asked(int index) {
    long asked = graph.isOnDemand(index) ? NEVER : 0;
    for (Node other : graph.nodes()) {
      End end = own[other.index()];
      if (other.fallback().equals(OptionalInt.of(index)) && end != null && end.failed()) {
        asked = Math.min(asked, end.at());
      } else if (other.needs().contains(index) && graph.isOnDemand(other.index())) {
        asked = Math.min(asked, asked(other.index()));
      }
    }
    return asked;
  }

  private End run(Node node, boolean recorded) {
    long ready = ready(node);
    String without = "";
    for (int need : node.needs()) {
      if (ends[need].value().isEmpty()) {
        without = ends[need].failed() || without.equals("dependency") ? "dependency" : "skipped";
      }
    }
    if (!without.isEmpty()) {
      return new End(ready, without, "");
    }
    long start = ready + node.inputDelay();
    if (node.computed() && node.inputEnd() != InputEnd.VALUES) {
      String code = node.inputEnd() == InputEnd.FAILURE ? "rejected" : "skipped";
      return new End(start, code, "");
    }
    return call(node, start, recorded ? calls : new HashMap<>());
  }

  private static End call(Node node, long start, Map<String, Long> started) {
    long[] free = new long[AT_ONCE];
    Arrays.fill(free, start);
    long last = start;
    List<String> values = new ArrayList<>();
    String failure = "";
    for (int i = 0; i < node.items().size(); i++) {
      Item item = node.items().get(i);
      Arrays.sort(free);
      String code = "timeout";
      if (free[0] < start + node.timeout()) {
        started.put(node.name() + "/" + i, free[0]);
        code =
            item.delay() > start + node.timeout() - free[0]
                ? code
                : item.fails() ? "bad_status" : "";
        free[0] = Math.min(start + node.timeout(), free[0] + item.delay());
        last = Math.max(last, free[0]);
      }
      values.add(code.isEmpty() ? "\"" + node.name() + "\"" : "null");
      failure = failure.isEmpty() && !code.isEmpty() ? code : failure;
    }
    boolean failed = !values.isEmpty() && values.stream().allMatch("null"::equals);
    if (failed) {
      return new End(last, failure, "");
    }
    return new End(
        last, "success", node.each() ? "[" + String.join(",", values) + "]" : values.getFirst());
  }

  /** A part that waits to be asked: one that nobody can ask for any more, if there is one. */
  private int neverAsked() {
    int first = -1;
    for (Node node : graph.nodes()) {
      int i = node.index();
      if (ends[i] == null && graph.isOnDemand(i) && asked(i) == NEVER) {
        first = first < 0 ? i : first;
        boolean canBeAsked =
            graph.nodes().stream()
                .anyMatch(
                    other ->
                        ends[other.index()] == null
                            && (other.fallback().equals(OptionalInt.of(i))
                                || (other.needs().contains(i) && graph.isOnDemand(other.index()))));
        if (!canBeAsked) {
          return i;
        }
      }
    }
    return first;
  }

  private void settle(int index, End end) {
    ends[index] = end;
    if (graph.nodes().get(index).required() && end.failed()) {
      skipTheRest(end.at(), true);
    } else if (graph.enough().contains(index) && isEnough()) {
      skipTheRest(end.at(), false);
    }
    for (Node node : graph.nodes()) {
      int i = node.index();
      if (ends[i] == null && own[i] != null && node.fallback().equals(OptionalInt.of(index))) {
        settle(i, after(own[i], new End(now, end.code(), end.value())));
      }
    }
  }

  private boolean isEnough() {
    return graph.enough().stream()
            .filter(member -> ends[member] != null && !ends[member].value().isEmpty())
            .count()
        == graph.count();
  }

  /** Skips every part that has not ended, or those of the group. What they called by now stays. */
  private void skipTheRest(long at, boolean all) {
    for (Node node : graph.nodes()) {
      int i = node.index();
      if (ends[i] == null && (all || graph.enough().contains(i))) {
        if (own[i] == null && ready(node) < NEVER) {
          Map<String, Long> started = new HashMap<>(calls);
          run(node, true);
          calls
              .entrySet()
              .removeIf(call -> call.getValue() > at && !started.containsKey(call.getKey()));
        }
        ends[i] = new End(at, own[i] == null ? "skipped" : own[i].code(), "");
      }
    }
  }
}
