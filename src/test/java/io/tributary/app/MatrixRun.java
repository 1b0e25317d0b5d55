package io.tributary.app;

import io.tributary.aggregate.AggregateObserver;
import io.tributary.backend.ConnectionObserver;
import io.tributary.backend.policy.BreakerObserver;
import io.tributary.config.TransportType;
import io.tributary.http.ServerObserver;
import io.tributary.support.Eventually;
import io.tributary.support.RawClient;
import io.tributary.support.TestVertx;
import io.tributary.transform.JobObserver;
import io.tributary.transform.SchemaObserver;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * Makes the requests of some cases, many at a time, and then looks at what is left of them.
 *
 * @param clients requests at a time
 * @param maxLoop the longest that an event loop of the service may be blocked without a report
 */
record MatrixRun(TransportType transport, Duration deadline, int clients, Duration maxLoop) {
  /**
   * Idle connections last 2 s, as the responses say, or 15 s if their first call was given up
   * before there was a response.
   */
  private static final Duration BASELINE = Duration.ofSeconds(20);

  /** A case whose calls had no time among many others is asked again among few. */
  private static final int CLIENTS_OF_LATE_CASES = 4;

  /** Clients begin one after another, since the first requests of a JVM are slow. */
  private static final long RAMP_MILLIS = 20;

  /** Makes the requests. */
  MatrixReport over(List<MatrixCase> cases) throws Exception {
    MatrixReport report = new MatrixReport(transport);
    Connections connections = new Connections(report);
    Vertx vertx = TestVertx.create();
    Vertx service = TestVertx.create(maxLoop.toMillis());
    service.exceptionHandler(exception -> report.violated("unhandled: " + exception));
    try (MatrixBackend backend = new MatrixBackend(vertx);
        RunningGateway gateway =
            RunningGateway.start(
                service, backend.yaml(transport, deadline), connections.observers())) {
      long start = System.nanoTime();
      ask(gateway.port(), clients, cases, report);
      ask(gateway.port(), CLIENTS_OF_LATE_CASES, report.late(), report);
      report.took(Duration.ofNanos(System.nanoTime() - start), backend.connections());
      Duration waited =
          Eventually.holds(BASELINE, () -> left(gateway.gateway(), connections, backend).isEmpty());
      report.baseline(waited, left(gateway.gateway(), connections, backend));
    } finally {
      TestVertx.close(vertx);
    }
    return report;
  }

  private static void ask(int port, int clients, List<MatrixCase> all, MatrixReport report)
      throws Exception {
    Queue<MatrixCase> cases = new ConcurrentLinkedQueue<>(all);
    try (ScheduledExecutorService threads = Executors.newScheduledThreadPool(clients)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        running.add(
            threads.schedule(
                () -> client(port, cases, report), i * RAMP_MILLIS, TimeUnit.MILLISECONDS));
      }
      for (Future<?> one : running) {
        one.get();
      }
    }
  }

  /** One client with a connection that it keeps. */
  private static void client(int port, Queue<MatrixCase> cases, MatrixReport report) {
    for (MatrixCase next = cases.poll(); next != null; ) {
      try (RawClient client = new RawClient(port)) {
        while (next != null) {
          long start = System.nanoTime();
          client.get(next.target(), "X-Request-Id: " + next.requestId());
          RawClient.Answer answer = client.answer();
          report.answered(next, answer, Duration.ofNanos(System.nanoTime() - start));
          next = cases.poll();
        }
      } catch (IOException e) {
        report.unanswered(next, e);
        next = cases.poll();
      }
    }
  }

  /** What is in use although no request is in flight; empty if nothing is. */
  private static String left(Gateway gateway, Connections connections, MatrixBackend backend) {
    int requests = gateway.inFlight();
    long bytes = gateway.limits().bytes().used();
    int clients = gateway.limits().connections().open();
    int open = connections.open.get();
    return requests + bytes + clients + open + backend.open() == 0
        ? ""
        : "requests %d, bytes %d, clients' connections %d, backends' connections %d, as they count %d"
            .formatted(requests, bytes, clients, open, backend.open());
  }

  /** Counts the connections to backends. */
  private record Connections(MatrixReport report, AtomicInteger open)
      implements ConnectionObserver {
    Connections(MatrixReport report) {
      this(report, new AtomicInteger());
    }

    Observers observers() {
      return new Observers(
          AggregateObserver.NONE,
          ServerObserver.NONE,
          this,
          BreakerObserver.NONE,
          JobObserver.NONE,
          report::loopLagged,
          UnaryOperator.identity(),
          GenerationObserver.NONE,
          SchemaObserver.NONE);
    }

    @Override
    public void opened(String backend) {
      open.incrementAndGet();
    }

    @Override
    public void closed(String backend) {
      open.decrementAndGet();
    }

    @Override
    public void unsolicited(String backend) {
      report.unsolicited(backend);
    }
  }
}
