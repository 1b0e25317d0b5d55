package io.tributary.app;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.tributary.aggregate.AggregateObserver;
import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Outcome;
import io.tributary.aggregate.PartResult;
import io.tributary.aggregate.Plan;
import io.tributary.aggregate.Reason;
import io.tributary.backend.policy.BreakerObserver;
import io.tributary.config.BackendConfig;
import io.tributary.scope.Scope;
import io.tributary.scope.Trace;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs when a backend begins to fail and when it has recovered, once for each reason, and when its
 * circuit breaker opens and closes. Every failed call is logged at the debug level. Thread-safe.
 */
final class BackendHealth implements AggregateObserver, BreakerObserver {
  /** A backend has recovered from a failure that has not happened for so long. */
  static final Duration QUIET = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(BackendHealth.class);

  /** The reasons that a backend or the way to it can cause. */
  private static final Set<Reason> OF_BACKENDS =
      EnumSet.of(
          Reason.TIMEOUT, Reason.UNREACHABLE, Reason.BAD_STATUS, Reason.BAD_BODY, Reason.TOO_LARGE);

  private final LongSupplier nanoClock;
  private volatile Map<String, Failures> backends = Map.of();
  private final BreakerLog breakers;

  /** Creates the log of these backends, with a clock in nanoseconds. */
  BackendHealth(List<BackendConfig> backends, LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.breakers = new BreakerLog(nanoClock);
    use(backends);
  }

  /** Observes these backends from now on. Those that are at the same address go on failing. */
  void use(List<BackendConfig> next) {
    Map<String, Failures> known = backends;
    backends =
        next.stream()
            .map(backend -> Map.entry(backend.name(), title(backend)))
            .collect(
                toUnmodifiableMap(
                    Map.Entry::getKey,
                    named -> {
                      Failures same = known.get(named.getKey());
                      return same != null && same.backend().equals(named.getValue())
                          ? same
                          : new Failures(named.getValue());
                    }));
  }

  private static String title(BackendConfig backend) {
    return backend.name() + " at " + backend.origin().authority();
  }

  @Override
  public void partSettled(Plan plan, PartResult result, Scope scope) {
    Failures failures = backends.get(result.part().call().backend());
    if (failures == null) {
      return;
    }
    switch (result.outcome()) {
      case Outcome.Success _ when failures.any() ->
          failures
              .recovered(nanoClock.getAsLong(), QUIET)
              .forEach(recovered -> LOG.info("Backend {}", recovered));
      case Outcome.Failure failure when OF_BACKENDS.contains(failure.reason()) ->
          failed(failures, plan, result, failure, scope);
      case Outcome.Failure failure when failure.reason() == Reason.CIRCUIT_OPEN ->
          breakers.stillOpen(result.part().call().backend());
      default -> {}
    }
  }

  private void failed(
      Failures failures, Plan plan, PartResult result, Outcome.Failure failure, Scope scope) {
    String request = scope.trace().requestId();
    if (failures.failed(failure.reason(), nanoClock.getAsLong())) {
      LOG.warn(
          "Backend {} fails: {}: {}; part {} of {}, request {}",
          failures.backend(),
          failure.reason().code(),
          failure.message(),
          result.part().name(),
          plan.route(),
          request);
    }
    LOG.debug(
        "Backend {}: {}: {}; request {}",
        failures.backend(),
        failure.reason().code(),
        failure.message(),
        request);
  }

  /**
   * The condition of each backend in a few words, by name: {@code ok}, {@code failing} with the
   * reasons that it has not recovered from, or {@code circuit open}.
   */
  SortedMap<String, String> conditions() {
    SortedMap<String, String> conditions = new TreeMap<>();
    backends.forEach((name, failures) -> conditions.put(name, condition(name, failures)));
    return conditions;
  }

  private String condition(String backend, Failures failures) {
    if (breakers.isOpen(backend)) {
      return "circuit open";
    }
    String reasons = failures.reasons().stream().map(Reason::code).collect(joining(", "));
    return reasons.isEmpty() ? "ok" : "failing: " + reasons;
  }

  @Override
  public void opened(String backend, CallFailedException last, Trace trace) {
    breakers.opened(
        backend,
        "Backend %s: circuit breaker open, calls are refused: %s: %s; request %s"
            .formatted(title(backend), last.reason().code(), last.getMessage(), trace.requestId()));
  }

  @Override
  public void closed(String backend, Trace trace) {
    breakers.closed(
        backend,
        "Backend %s: circuit breaker closed; request %s"
            .formatted(title(backend), trace.requestId()));
  }

  @Override
  public void removed(String backend) {
    breakers.removed(backend);
  }

  /** The name and the address of a backend, for messages. */
  String title(String backend) {
    Failures known = backends.get(backend);
    return known == null ? backend : known.backend();
  }
}
