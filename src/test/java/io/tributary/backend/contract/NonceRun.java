package io.tributary.backend.contract;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.backend.Backend;
import io.tributary.backend.BackendState;
import io.tributary.backend.ConnectionObserver;
import io.tributary.backend.Response;
import io.tributary.backend.SingleUse;
import io.tributary.backend.TransportContext;
import io.tributary.backend.address.HostResolver;
import io.tributary.backend.contract.BrokenResponse.Ingredients;
import io.tributary.backend.contract.TransportUnderTest.Difference;
import io.tributary.backend.policy.BreakerObserver;
import io.tributary.backend.policy.Pipeline;
import io.tributary.config.BackendConfig;
import io.tributary.scope.Clock;
import io.tributary.support.BackendSettings;
import io.tributary.support.FakeBackend;
import io.tributary.support.Requests;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Many calls through a pipe, some of whose responses are broken, and a check that each one that
 * succeeds has got its own nonce and nothing else. One event loop calls; another is the backend.
 *
 * <p>A call whose response is right must succeed. It may fail only as collateral damage of a fault
 * of its neighbours that was under way at the same time: its connection spoke first, as no request
 * was read yet (HTTP/1.1); its connection was closed, and so was that of its second try (HTTP/1.1);
 * or the connection it shared ended (HTTP/2).
 */
final class NonceRun {
  private static final int CONCURRENCY = 32;
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration MINUTE = Duration.ofSeconds(61);

  /** Calls after which the minute is over in which connections serve one request each. */
  private static final int CALLS_A_MINUTE = 10;

  /** Of so many connections one is spoken on first, for each percent of broken responses. */
  private static final int CONNECTIONS_OF_ONE_PERCENT = 2000;

  /** On HTTP/2 the end of a connection takes all calls along, and few would be left. */
  private static final int RARITY_OF_SHARED_ENDS = 10;

  /** How long after it was sent the end of a connection may take to reach its calls. */
  private static final Duration FELT_AFTER = Duration.ofSeconds(2);

  private static final int PURPOSE_FAULT = 1;
  private static final int PURPOSE_CONNECTION = 2;
  private static final int PURPOSE_RESPONSE = 3;

  /** How many calls, and what of it is broken. */
  record Plan(int calls, int brokenPercent, boolean late) {}

  private final Vertx vertx;
  private final TransportUnderTest transport;
  private final Nonces nonces;
  private final Plan plan;
  private final List<BrokenResponse> faults;
  private final int rarity;
  private final NonceReport report;
  private final AtomicLong connectionEnded = new AtomicLong(Long.MIN_VALUE);
  private final Promise<NonceReport> done = Promise.promise();
  private final Calendar calendar;
  private final Clock clock;
  private int started;
  private int ended;
  private long start;

  NonceRun(Vertx vertx, TransportUnderTest transport, Nonces nonces, Plan plan) {
    this.vertx = vertx;
    this.transport = transport;
    this.nonces = nonces;
    this.plan = plan;
    this.report = new NonceReport(transport, nonces);
    this.clock = Clock.of(vertx);
    this.calendar = new Calendar(clock);
    if (transport.differs(Difference.SHARES_CONNECTIONS)) {
      faults = BrokenResponse.onHttp2();
      rarity = RARITY_OF_SHARED_ENDS;
    } else {
      rarity = 1;
      faults = plan.late() ? BrokenResponse.onHttp1WithLateOnes() : BrokenResponse.onHttp1();
    }
  }

  /** Makes the calls. */
  Future<NonceReport> start() {
    Handler<Throwable> before = vertx.exceptionHandler();
    vertx.exceptionHandler(
        exception -> {
          report.unhandled(exception);
          if (before != null) {
            before.handle(exception);
          }
        });
    FakeBackend backend = transport.backend(vertx, new Faulty());
    BackendConfig settings =
        transport
            .configure(BackendSettings.at(backend.url()))
            .maxConcurrent(CONCURRENCY)
            .maxBody(BrokenResponse.MAX_BODY)
            .build();
    vertx.runOnContext(
        _ -> {
          start = System.nanoTime();
          Connections connections = new Connections();
          Backend pipe =
              new Pipeline(settings, clock, BreakerObserver.NONE)
                  .around(
                      transport
                          .start(
                              new TransportContext(
                                  vertx, HostResolver.of(vertx), calendar, () -> LONG, connections))
                          .to(
                              new BackendState(
                                  settings,
                                  new SingleUse(settings.name(), calendar, connections),
                                  Wire.tls(settings).of(settings))));
          for (int i = 0; i < CONCURRENCY; i++) {
            next(pipe);
          }
        });
    return done.future();
  }

  /** The next call begins on the turn of the loop on which one has ended, or on a later one. */
  private void next(Backend pipe) {
    if (started == plan.calls()) {
      return;
    }
    int call = started++;
    Optional<BrokenResponse> fault = fault(call);
    Duration time =
        fault.filter(BrokenResponse::needsDeadline).isPresent()
            ? Duration.ofMillis(BrokenResponse.DEADLINE_MILLIS)
            : LONG;
    long since = System.nanoTime() - FELT_AFTER.toNanos();
    Future<Response> answer =
        pipe.call(Requests.get(nonces.target(call)), Requests.scope(time, clock));
    boolean atOnce = answer.isComplete();
    answer.onComplete(
        response -> succeed(call, response.body().toString()),
        cause -> fail(call, cause, connectionEnded.get() > since));
    var _ =
        answer.onComplete(
            _ -> {
              end();
              if (atOnce || call % 2 == 0) {
                vertx.runOnContext(_ -> next(pipe));
              } else {
                next(pipe);
              }
            });
  }

  private void succeed(int call, String body) {
    if (body.equals(nonces.body(call))) {
      report.succeeded();
    } else {
      report.foreign(call, body);
    }
  }

  private void fail(int call, Throwable cause, boolean connectionEnded) {
    if (!(cause instanceof CallFailedException failed)) {
      report.unexplained(call, cause);
    } else if (fault(call).isPresent()) {
      report.failed(failed.reason());
    } else if (failed.status().orElse(0) == BrokenResponse.SPEAKS_FIRST_STATUS
        || (failed.reason() == Reason.UNREACHABLE && connectionEnded)) {
      report.collateral(failed.reason());
    } else {
      report.unexplained(call, cause);
    }
  }

  private void end() {
    calendar.callEnded();
    if (++ended == plan.calls()) {
      report.took(Duration.ofNanos(System.nanoTime() - start));
      done.complete(report);
    }
  }

  private Optional<BrokenResponse> fault(int call) {
    RandomGenerator random = nonces.random(call, PURPOSE_FAULT);
    if (random.nextInt(100) >= plan.brokenPercent()) {
      return Optional.empty();
    }
    BrokenResponse fault = faults.get(random.nextInt(faults.size()));
    while (fault.endsConnection() && random.nextInt(rarity) > 0) {
      fault = faults.get(random.nextInt(faults.size()));
    }
    return Optional.of(fault);
  }

  /** The backend. */
  private final class Faulty implements FakeBackend.Script {
    /** Those that have ended a connection; their second try must not end another one. */
    private final Set<Integer> ended = new HashSet<>();

    @Override
    public void onRequest(FakeBackend.Exchange exchange) {
      int call = Nonces.call(exchange.head());
      Optional<BrokenResponse> fault = fault(call);
      if (fault.isEmpty() || ended.contains(call)) {
        exchange.answer(nonces.body(call));
        return;
      }
      if (fault.get().endsConnection()) {
        ended.add(call);
        connectionEnded.set(System.nanoTime());
      }
      RandomGenerator random = nonces.random(call, PURPOSE_RESPONSE + exchange.request());
      int another = call + random.nextInt(1, 2 * CONCURRENCY);
      fault
          .get()
          .play(
              exchange,
              new Ingredients(
                  nonces.body(call),
                  nonces.body(another),
                  random,
                  (millis, action) -> {
                    if (millis == 0) {
                      vertx.runOnContext(_ -> action.run());
                    } else {
                      var _ = vertx.setTimer(millis, _ -> action.run());
                    }
                  }));
    }

    @Override
    public boolean speaksFirst(int connection, Consumer<String> write) {
      RandomGenerator random = nonces.random(connection, PURPOSE_CONNECTION);
      if (random.nextInt(CONNECTIONS_OF_ONE_PERCENT) >= plan.brokenPercent()) {
        return false;
      }
      connectionEnded.set(System.nanoTime());
      String body = nonces.body(random.nextInt(plan.calls()));
      write.accept(BrokenResponse.SPEAKS_FIRST.formatted(body.length(), body));
      return true;
    }
  }

  private final class Connections implements ConnectionObserver {
    @Override
    public void opened(String backend) {
      report.connected();
    }

    @Override
    public void unsolicited(String backend) {
      report.unsolicited();
      calendar.unsolicited();
    }
  }

  /**
   * The time by which connections age. After unsolicited bytes they serve one request each for a
   * minute, and a run would reuse none. So this minute is over after some calls, unless responses
   * are late.
   */
  private final class Calendar implements Clock {
    private final Clock real;
    private long skipped;
    private int calls;

    Calendar(Clock real) {
      this.real = real;
    }

    void unsolicited() {
      calls = CALLS_A_MINUTE;
    }

    void callEnded() {
      if (calls > 0 && --calls == 0 && !plan.late()) {
        skipped += MINUTE.toNanos();
      }
    }

    @Override
    public long nanoTime() {
      return real.nanoTime() + skipped;
    }

    @Override
    public Timer after(long nanos, Runnable task) {
      return real.after(nanos, task);
    }
  }
}
