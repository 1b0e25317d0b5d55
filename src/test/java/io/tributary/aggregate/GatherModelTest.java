package io.tributary.aggregate;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregate.RandomGraph.Node;
import io.tributary.scope.Clock;
import io.tributary.scope.Deadline;
import io.tributary.scope.Scope;
import io.tributary.scope.Trace;
import io.tributary.support.Requests;
import io.tributary.support.VirtualClock;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Random graphs of parts in virtual time, compared with the reference: the same result at the same
 * moment, and every call at the moment when its inputs allow it, once, and only if it is needed.
 * Some clients choose parts, and some leave.
 */
class GatherModelTest {
  private static final int GRAPHS = 20_000;
  private static final Duration DEADLINE = Duration.ofHours(100);

  private final PlayedGraph played = new PlayedGraph();
  private final VirtualClock clock = played.clock;

  @Test
  void doesWhatTheReferenceDoes() {
    long seed = new Random().nextLong();
    System.out.println("graphs: seed " + seed);
    for (int i = 0; i < GRAPHS; i++) {
      Random random = new Random(seed + i);
      RandomGraph graph = RandomGraph.of(random);
      Set<Integer> chosen = random.nextInt(3) == 0 ? graph.choice(random) : Set.of();
      new GatherModelTest()
          .compare(graph, chosen, "seed " + (seed + i) + ", " + chosen + " of " + graph);
    }
  }

  /** Whatever is under way then, and whatever could still be asked for. */
  @Test
  void endsByItsDeadline() {
    long seed = new Random().nextLong();
    System.out.println("deadlines: seed " + seed);
    for (int i = 0; i < GRAPHS; i++) {
      Random random = new Random(seed + i);
      RandomGraph graph = RandomGraph.of(random);
      new GatherModelTest().meetsDeadline(graph, random, "seed " + (seed + i) + " of " + graph);
    }
  }

  private void meetsDeadline(RandomGraph graph, Random random, String description) {
    Plan all = played.plan(graph);
    Plan plan =
        random.nextBoolean()
            ? all
            : all.only(graph.choice(random).stream().map(one -> "p" + one).collect(toSet()));
    Duration deadline = Duration.ofSeconds(1 + random.nextInt(100));
    Future<AggregateResult> gathered = gather(plan, scope(deadline));
    clock.advance(deadline);
    assertThat(gathered.succeeded()).as(description).isTrue();
    assertThat(gathered.result().parts().all()).as(description).hasSameSizeAs(plan.parts());
    assertThat(played.doubled).as(description).isEmpty();
    clock.advance(DEADLINE.dividedBy(2));
    assertThat(clock.timers()).as("timers of %s", description).isZero();
  }

  private Scope scope(Duration deadline) {
    return Scope.of(Deadline.after(deadline, clock), new Trace("id", "00-x", ""));
  }

  private static Future<AggregateResult> gather(Plan plan, Scope scope) {
    Inputs inputs = new Inputs(Map.of(), MultiMap.caseInsensitiveMultiMap(), Requests.CLIENT);
    return Gather.run(plan, inputs, scope, AggregateObserver.NONE);
  }

  private void compare(RandomGraph all, Set<Integer> chosen, String description) {
    Plan plan = played.plan(all);
    if (chosen.isEmpty()) {
      compare(plan, all, description);
    } else {
      compare(
          plan.only(chosen.stream().map(one -> "p" + one).collect(toSet())),
          all.only(chosen),
          description);
    }
  }

  private void compare(Plan plan, RandomGraph graph, String description) {
    ReferenceGather expected = new ReferenceGather(graph);
    AtomicLong end = new AtomicLong(-1);
    Scope scope = scope(DEADLINE);
    Future<AggregateResult> gathered =
        gather(plan, scope).onComplete(_ -> end.set(clock.nanoTime() - played.began));
    if (graph.leaves() < RandomGraph.NEVER) {
      Clock.Timer _ = clock.after(graph.leaves(), scope::cancel);
    }
    clock.advance(DEADLINE.dividedBy(2));
    assertThat(end.get()).as(description).isEqualTo(expected.now);
    PartResults parts = gathered.result().parts();
    boolean cut = gathered.result() instanceof AggregateResult.RequiredPartFailed;
    for (Node node : graph.nodes()) {
      PartResult part = parts.all().get(node.index());
      ReferenceGather.End wanted = Objects.requireNonNull(expected.ends[node.index()]);
      if (cut && wanted.at() == expected.now) {
        continue; // at the moment that a required part fails, others may have failed just before
      }
      assertThat(part.outcome().code())
          .as("%s of %s", node.name(), description)
          .isEqualTo(wanted.code());
      assertThat(part.success().map(one -> one.body().toString()).orElse(""))
          .as("%s of %s", node.name(), description)
          .isEqualTo(wanted.value());
    }
    if (cut) { // at that moment, a call may have started just before
      played.calls.values().removeIf(at -> at >= expected.now);
      expected.calls.values().removeIf(at -> at >= expected.now);
    }
    assertThat(played.calls).as(description).isEqualTo(expected.calls);
    assertThat(played.doubled).as(description).isEmpty();
    assertThat(clock.timers()).as("timers of %s", description).isZero();
    played.read.forEach(
        (name, one) -> {
          if (!cut || one.at() < expected.now) {
            compareRead(name, one.bodies(), graph, expected, description);
          }
        });
    if (expected.now < graph.leaves()) {
      compareCompleteness(gathered.result(), graph, expected, description);
    }
  }

  private static void compareRead(
      String name,
      Map<String, Buffer> bodies,
      RandomGraph graph,
      ReferenceGather expected,
      String description) {
    Map<String, Buffer> wanted = new HashMap<>();
    Node node =
        graph.nodes().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    for (int need : node.needs()) {
      String value = Objects.requireNonNull(expected.ends[need]).value();
      wanted.put(graph.nodes().get(need).name(), Buffer.buffer(value));
    }
    assertThat(bodies).as("what %s of %s reads", name, description).isEqualTo(wanted);
  }

  private static void compareCompleteness(
      AggregateResult result, RandomGraph graph, ReferenceGather expected, String description) {
    long present =
        graph.enough().stream()
            .filter(member -> !Objects.requireNonNull(expected.ends[member]).value().isEmpty())
            .count();
    boolean reached = graph.count() > 0 && present >= graph.count();
    boolean lacks = false;
    for (Node node : graph.nodes()) {
      ReferenceGather.End end = Objects.requireNonNull(expected.ends[node.index()]);
      boolean excused = reached && graph.enough().contains(node.index());
      boolean failed =
          node.shown() && !end.code().equals("success") && !end.code().equals("skipped");
      lacks |=
          (failed && !excused)
              || (node.shown() && end.code().equals("success") && end.value().contains("null"));
    }
    assertThat(result.completeness() == Completeness.COMPLETE).as(description).isEqualTo(!lacks);
  }
}
