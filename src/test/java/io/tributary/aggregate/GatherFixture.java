package io.tributary.aggregate;

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
import java.util.function.UnaryOperator;

/** Parts whose calls are promises, gathered in virtual time. */
final class GatherFixture {
  static final Duration DEADLINE = Duration.ofSeconds(2);

  final VirtualClock clock = new VirtualClock();
  final Scope scope = Scope.of(Deadline.after(DEADLINE, clock), new Trace("id", "00-x", ""));
  final Map<String, Promise<Buffer>> calls = new HashMap<>();
  final Map<String, Scope> scopes = new HashMap<>();
  final List<Part> parts = new ArrayList<>();

  /** The parts that were called, in order. */
  final List<String> started = new ArrayList<>();

  interface Compute {
    Future<Map<String, List<String>>> of(Map<String, Buffer> bodies);
  }

  void part(String name) {
    part(name, DEADLINE);
  }

  void part(String name, Duration timeout) {
    parts.add(
        new Part(name, false, Optional.empty(), timeout, List.of(), Optional.empty(), call(name)));
  }

  Part part(
      String name,
      boolean required,
      List<String> needs,
      Optional<DependentInputs> inputs,
      Optional<Buffer> defaultValue) {
    return new Part(name, required, defaultValue, DEADLINE, needs, inputs, call(name));
  }

  void dependant(String name, List<String> needs, Compute compute) {
    DependentInputs inputs =
        (bodies, client, _) -> compute.of(bodies).map(client::with).map(Optional::of);
    parts.add(part(name, false, needs, Optional.of(inputs), Optional.empty()));
  }

  void withFallback(String name, String fallback) {
    part(name);
    parts.add(fallingBack(parts.removeLast(), fallback));
  }

  void onDemand(String name) {
    part(name);
    parts.add(parts.removeLast().onDemand(true));
  }

  static Part fallingBack(Part part, String fallback) {
    return new Part(
        part.name(),
        part.required(),
        part.defaultValue(),
        part.timeout(),
        part.needs(),
        part.dependentInputs(),
        part.call(),
        part.resource(),
        part.shown(),
        Optional.of(fallback),
        part.onDemand(),
        part.place());
  }

  PartCall call(String name) {
    return (_, scope) -> {
      started.add(name);
      Promise<Buffer> promise = Promise.promise();
      calls.put(name, promise);
      scopes.put(name, scope);
      return promise.future().map(Outcome.Success::new);
    };
  }

  Future<AggregateResult> gatherEnough(int count, String... of) {
    Enough enough = new Enough(List.of(of), count);
    return gather(
        plan ->
            new Plan(
                plan.route(),
                plan.parts(),
                plan.transform(),
                plan.onPartial(),
                plan.caching(),
                plan.vary(),
                Optional.of(enough),
                List.of(),
                plan.form(),
                plan.headers()));
  }

  Future<AggregateResult> gather() {
    return gather(plan -> plan);
  }

  Future<AggregateResult> gather(UnaryOperator<Plan> choice) {
    return gather(choice, AggregateObserver.NONE);
  }

  Future<AggregateResult> gather(UnaryOperator<Plan> choice, AggregateObserver observer) {
    Plan plan = new Plan("/aggregate", parts, Optional.empty(), 200, CachePolicy.NO_STORE, "");
    Inputs inputs = new Inputs(Map.of(), MultiMap.caseInsensitiveMultiMap(), Requests.CLIENT);
    return Gather.run(choice.apply(plan), inputs, scope, observer);
  }

  long millisLeft(String part) {
    return Objects.requireNonNull(scopes.get(part)).deadline().remainingMillis();
  }

  void succeed(String part, String json) {
    Objects.requireNonNull(calls.get(part)).complete(Buffer.buffer(json));
  }

  void fail(String part, Throwable cause) {
    Objects.requireNonNull(calls.get(part)).fail(cause);
  }

  static Outcome outcome(Future<AggregateResult> gathered, int part) {
    return gathered.result().parts().all().get(part).outcome();
  }

  boolean cancelled(String part) {
    return Objects.requireNonNull(scopes.get(part)).cancellation().cancelled();
  }
}
