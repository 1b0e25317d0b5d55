package io.tributary.aggregate;

import io.tributary.aggregate.RandomGraph.InputEnd;
import io.tributary.aggregate.RandomGraph.Item;
import io.tributary.aggregate.RandomGraph.Node;
import io.tributary.scope.Cancellation;
import io.tributary.scope.CancelledException;
import io.tributary.scope.Clock;
import io.tributary.scope.Scope;
import io.tributary.support.VirtualClock;
import io.vertx.core.Future;
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
import java.util.stream.IntStream;

/** Plays the backends of a random graph in virtual time, and remembers what is asked of them. */
final class PlayedGraph {
  final VirtualClock clock = new VirtualClock();
  final long began = clock.nanoTime();

  /** When the calls started, by the names of parts and items. */
  final Map<String, Long> calls = new HashMap<>();

  /** The calls that were made again. */
  final List<String> doubled = new ArrayList<>();

  final Map<String, Read> read = new HashMap<>();

  /** What the inputs of a part were computed from, and when. */
  record Read(long at, Map<String, Buffer> bodies) {}

  Plan plan(RandomGraph graph) {
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
        node.computed() ? Optional.of(inputs(node)) : Optional.empty(),
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
          : after(
              node.inputDelay(),
              scope,
              Promise::complete,
              Optional.of(client.with(values)).filter(_ -> node.inputEnd() != InputEnd.UNWANTED));
    };
  }

  private Future<Outcome.Success> call(Node node, Map<String, List<String>> inputs, Scope scope) {
    int index =
        node.computed()
            ? Integer.parseInt(Objects.requireNonNull(inputs.get("item")).getFirst())
            : 0;
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
