package io.tributary.app;

import io.tributary.aggregate.AggregateObserver;
import io.tributary.aggregate.Outcome;
import io.tributary.aggregate.PartResult;
import io.tributary.aggregate.Plan;
import io.tributary.aggregate.Reason;
import io.tributary.http.ServerObserver;
import io.tributary.scope.Scope;
import io.tributary.server.Cut;
import io.tributary.transform.JobObserver;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs when a limit begins to turn work away, and when it has not done so for ten seconds. One line
 * each, however often it happens. Thread-safe.
 */
final class LimitLog implements AggregateObserver, ServerObserver, JobObserver {
  static final Duration QUIET = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(LimitLog.class);

  /** Runs a task later, on any thread. */
  @FunctionalInterface
  interface Later {
    void run(Duration after, Runnable task);
  }

  private final UnaryOperator<String> titles;
  private final LongSupplier nanoClock;
  private final Later later;

  /** By what happens, which is one of a fixed set of sentences for each backend. */
  private final Map<String, Episode> reached = new ConcurrentHashMap<>();

  /**
   * Creates it with a clock in nanoseconds.
   *
   * @param titles the name and the address of a backend, by its name
   */
  LimitLog(UnaryOperator<String> titles, LongSupplier nanoClock, Later later) {
    this.titles = titles;
    this.nanoClock = nanoClock;
    this.later = later;
  }

  @Override
  public void requestRefused() {
    reached("Requests are refused: more are in flight than can be served in time", "");
  }

  @Override
  public void connectionCut(Cut why) {
    reached(
        switch (why) {
          case LIMIT -> "Connections are closed: there are more than server.maxConnections";
          case HEAD_TIMEOUT ->
              "Connections are closed: request heads take longer than server.headTimeout";
          case WRITE_TIMEOUT ->
              "Connections are closed: clients read more slowly than server.writeTimeout allows";
          case MEMORY ->
              "Connections are closed: clients read slowly while server.maxBytesInFlight is short";
        },
        "");
  }

  @Override
  public void partSettled(Plan plan, PartResult result, Scope scope) {
    if (result.outcome() instanceof Outcome.Failure failure
        && failure.reason() == Reason.REJECTED) {
      reached(
          "Calls to backend "
              + titles.apply(result.part().call().backend())
              + " are rejected: "
              + failure.message(),
          "; part " + result.part().name() + " of " + plan.route() + request(scope));
    }
  }

  @Override
  public void rejected(Scope scope) {
    reached("Transforms are rejected: transforms.queue is full", request(scope));
  }

  /** Lines of the access log are left out. */
  void accessLogLeftOut() {
    reached("Lines of the access log are left out: they cannot be written in time", "");
  }

  private static String request(Scope scope) {
    return ", request " + scope.trace().requestId();
  }

  private void reached(String what, String where) {
    long now = nanoClock.getAsLong();
    Episode known =
        reached.compute(
            what, (_, before) -> before == null ? Episode.begin(now) : before.again(now));
    if (known.times() == 1) {
      LOG.warn("{}{}", what, where);
      later.run(QUIET, () -> look(what));
    }
  }

  private void look(String what) {
    long now = nanoClock.getAsLong();
    Episode known = reached.get(what);
    if (known == null) {
      return;
    }
    Duration left = QUIET.minus(known.quiet(now));
    if (!left.isPositive() && reached.remove(what, known)) {
      LOG.info(
          "No longer since {} s: {} ({} times in {} s)",
          known.quiet(now).toSeconds(),
          what,
          known.times(),
          known.length().toSeconds());
    } else {
      later.run(left, () -> look(what));
    }
  }
}
