package io.tributary.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregate.RandomGraph.InputEnd;
import io.tributary.aggregate.RandomGraph.Item;
import io.tributary.aggregate.RandomGraph.Node;
import io.tributary.scope.Cancellation;
import io.tributary.scope.CancelledException;
import io.tributary.scope.Clock;
import io.tributary.scope.Deadline;
import io.tributary.scope.Scope;
import io.tributary.scope.Trace;
import io.tributary.support.Requests;
import io.tributary.support.VirtualClock;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Random graphs of parts in virtual time, compared with the reference: the same result at the same
 * moment, and every call at the moment when its inputs allow it, once, and only if it is needed.
 */
class GatherModelTest {
  private static final int GRAPHS = 20_000;
  private static final Duration DEADLINE = Duration.ofHours(100);

  private final VirtualClock clock = new VirtualClock();
  private final long began = clock.nanoTime();
  private final List<String> doubled = new ArrayList<>();
  private final Map<String, Long> calls = new HashMap<>();
  private final Map<String, Read> read = new HashMap<>();

  /** What the inputs of a part were computed from, and when. */
  private record Read(long at, Map<String, Buffer> bodies) {}

  @Test
  void doesWhatTheReferenceDoes() {
    long seed = new Random().nextLong();
    System.out.println("graphs: seed " + seed);
    for (int i = 0; i < GRAPHS; i++) {
      RandomGraph graph = RandomGraph.of(new Random(seed + i));
      new GatherModelTest().compare(graph, "seed " + (seed + i) + ", " + graph);
    }
  }

  private void compare(RandomGraph graph, String description) {
    ReferenceGather expected = new ReferenceGather(graph);
    AtomicLong end = new AtomicLong(-1);
    Future<AggregateResult> gathered =
        Gather.run(
                plan(graph),
                new Inputs(Map.of(), MultiMap.caseInsensitiveMultiMap(), Requests.CLIENT),
                Scope.of(Deadline.after(DEADLINE, clock), new Trace("id", "00-x", "")),
                AggregateObserver.NONE)
            .onComplete(_ -> end.set(clock.nanoTime() - began));
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
      calls.values().removeIf(at -> at >= expected.now);
      expected.calls.values().removeIf(at -> at >= expected.now);
    }
    assertThat(calls).as(description).isEqualTo(expected.calls);
    assertThat(doubled).as(description).isEmpty();
    assertThat(clock.timers()).as("timers of %s", description).isZero();
    read.forEach(
        (name, one) -> {
          if (!cut || one.at() < expected.now) {
            compareRead(name, one.bodies(), graph, expected, description);
          }
        });
    compareCompleteness(gathered.result(), graph, expected, description);
  }

  private static void compareRead(
      String name,
      Map<String, Buffer> bodies,
      RandomGraph graph,
      ReferenceGather expected,
      String description) {
    Map<String, Buffer> wanted = new HashMap<>();
    Node node = graph.nodes().get(Integer.parseInt(name.substring(1)));
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
      boolean failed = !end.code().equals("success") && !end.code().equals("skipped");
      lacks |=
          (failed && !excused) || (end.code().equals("success") && end.value().contains("null"));
    }
    assertThat(result.completeness() == Completeness.COMPLETE).as(description).isEqualTo(!lacks);
  }

  private Plan plan(RandomGraph graph) {
    List<Part> parts = graph.nodes().stream().map(node -> part(node, graph)).toList();
    List<String> members = graph.enough().stream().map(member -> "p" + member).toList();
    return new Plan(
        "/a",
        parts,
        Optional.empty(),
        200,
        CachePolicy.NO_STORE,
        "",
        members.isEmpty() ? Optional.empty() : Optional.of(new Enough(members, graph.count())),
        List.of(),
        DataForm.SLOTS,
        HeaderRules.NONE);
  }

  private Part part(Node node, RandomGraph graph) {
    PartCall call = (inputs, scope) -> call(node, inputs.values(), scope);
    OptionalInt fallback = node.fallback();
    return new Part(
        node.name(),
        node.required(),
        Optional.empty(),
        Duration.ofNanos(node.timeout()),
        node.needs().stream().map(need -> "p" + need).toList(),
        node.needs().isEmpty() ? Optional.empty() : Optional.of(inputs(node)),
        node.each() ? new EachItemCall(call, "item", 50, ReferenceGather.AT_ONCE, false) : call,
        false,
        true,
        fallback.isPresent() ? Optional.of("p" + fallback.getAsInt()) : Optional.empty(),
        graph.isOnDemand(node.index()),
        new Place.Slot());
  }

  private DependentInputs inputs(Node node) {
    int items = node.inputEnd() == InputEnd.NOTHING ? 0 : node.items().size();
    Map<String, List<String>> values =
        Map.of("item", IntStream.range(0, items).mapToObj(Integer::toString).toList());
    return (bodies, client, scope) -> {
      read.put(node.name(), new Read(clock.nanoTime() - began, bodies));
      return node.inputEnd() == InputEnd.FAILURE
          ? after(
              node.inputDelay(),
              scope,
              Promise::fail,
              new CallFailedException(Reason.REJECTED, "full"))
          : after(node.inputDelay(), scope, Promise::complete, Optional.of(client.with(values)));
    };
  }

  private Future<Outcome.Success> call(Node node, Map<String, List<String>> inputs, Scope scope) {
    int index =
        node.needs().isEmpty()
            ? 0
            : Integer.parseInt(Objects.requireNonNull(inputs.get("item")).getFirst());
    Item item = node.items().get(index);
    String name = node.name() + "/" + index;
    if (calls.put(name, clock.nanoTime() - began) != null) {
      doubled.add(name);
    }
    Outcome.Success value = new Outcome.Success(Buffer.buffer("\"" + node.name() + "\""));
    return item.fails()
        ? after(item.delay(), scope, Promise::fail, CallFailedException.badStatus(500))
        : after(item.delay(), scope, Promise::complete, value);
  }

  /** How a promise ends. */
  private interface Ending<T, V> {
    void end(Promise<T> promise, V with);
  }

  /** Ends the promise after that time, unless its scope ends before. */
  private <T, V> Future<T> after(long delay, Scope scope, Ending<T, V> ending, V with) {
    Promise<T> promise = Promise.promise();
    Clock.Timer done =
        clock.after(
            delay,
            () -> {
              if (!promise.future().isComplete()) {
                ending.end(promise, with);
              }
            });
    Clock.Timer late =
        scope.deadline().onPassed(() -> promise.tryFail(CallFailedException.timeout()));
    Cancellation.Registration left =
        scope.onCancel(() -> promise.tryFail(new CancelledException()));
    return promise
        .future()
        .onComplete(
            _ -> {
              done.cancel();
              late.cancel();
              left.remove();
            });
  }
}
