package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregate.CachePolicy;
import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Inputs;
import io.tributary.aggregate.Outcome;
import io.tributary.aggregate.Part;
import io.tributary.aggregate.PartCall;
import io.tributary.aggregate.PartResult;
import io.tributary.aggregate.Plan;
import io.tributary.aggregate.Reason;
import io.tributary.config.BackendConfig;
import io.tributary.scope.Scope;
import io.tributary.scope.Timeline;
import io.tributary.support.BackendSettings;
import io.tributary.support.FakeBackend;
import io.tributary.support.RecordedLogs;
import io.tributary.support.Requests;
import io.tributary.support.TestVertx;
import io.tributary.support.VirtualClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** E1: what an operator reads about backends. */
class BackendHealthTest {
  private static final Outcome GOOD = new Outcome.Success(Buffer.buffer("[]"));
  private static final Outcome GONE =
      new Outcome.Failure(Reason.UNREACHABLE, "cannot connect to the backend");
  private static final Outcome REFUSED = new Outcome.Failure(Reason.CIRCUIT_OPEN, "open");
  private static final Outcome TOO_MANY = new Outcome.Failure(Reason.REJECTED, "busy");
  private static final Outcome LATE = new Outcome.Failure(Reason.TIMEOUT, "no response in time");

  private final VirtualClock clock = new VirtualClock();
  private final BackendConfig users =
      BackendSettings.at(URI.create("http://users.test:81")).build();
  private final BackendHealth health = new BackendHealth(List.of(users), clock::nanoTime);
  private final Part part =
      new Part(
          "user",
          false,
          Optional.empty(),
          Duration.ofSeconds(1),
          List.of(),
          Optional.empty(),
          new PartCall() {
            @Override
            public Future<Outcome.Success> start(Inputs inputs, Scope scope) {
              return Future.succeededFuture();
            }

            @Override
            public String backend() {
              return users.name();
            }
          });
  private final Plan plan =
      new Plan("/a", List.of(part), Optional.empty(), 200, CachePolicy.NO_STORE, "");
  private final Scope scope = Requests.scope(Duration.ofSeconds(1), clock);
  private final String request = scope.trace().requestId();
  private final RecordedLogs logs = new RecordedLogs();

  @AfterEach
  void stopRecording() {
    logs.close();
  }

  private void settle(Outcome outcome) {
    health.partSettled(plan, new PartResult(part, outcome, 1, 1, Timeline.NONE), scope);
  }

  private String failsLine(String why) {
    return "WARN Backend %s at %s fails: %s; part user of /a, request %s"
        .formatted(users.name(), users.origin().authority(), why, request);
  }

  @Test
  @DisplayName("E1: a backend that begins to fail takes one line for each reason")
  void logsEachReasonOnce() {
    for (int i = 0; i < 1000; i++) {
      settle(GONE);
      settle(LATE);
      settle(GOOD);
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(logs.lines())
        .containsExactly(
            failsLine("unreachable: cannot connect to the backend"),
            failsLine("timeout: no response in time"));
  }

  @Test
  @DisplayName("E1: recovery takes one line, once the failure has not happened for a while")
  void logsRecovery() {
    for (int i = 0; i < 5; i++) {
      settle(GONE);
      clock.advance(Duration.ofSeconds(1));
    }
    settle(GOOD);
    clock.advance(Duration.ofSeconds(9));
    settle(GOOD);
    settle(GOOD);
    assertThat(logs.lines()).hasSize(2);
    assertThat(logs.lines().getLast())
        .isEqualTo(
            "INFO Backend %s at %s has recovered: no unreachable for 10 s, after 5 calls in 4 s",
            users.name(), users.origin().authority());
    settle(GONE);
    assertThat(logs.lines()).hasSize(3);
  }

  @Test
  @DisplayName("E1: what no backend caused says nothing about it")
  void ignoresOurOwnReasons() {
    for (Reason reason :
        List.of(Reason.REJECTED, Reason.CIRCUIT_OPEN, Reason.DEPENDENCY, Reason.INTERNAL)) {
      settle(new Outcome.Failure(reason, "x"));
    }
    settle(new Outcome.Skipped());
    assertThat(logs.lines()).isEmpty();
  }

  @Test
  void aBreakerThatFlapsTakesTwoLinesAMinuteAndOneMoreIfItStaysOpen() {
    String title = users.name() + " at users.test:81";
    String open =
        "WARN Backend %s: circuit breaker open, calls are refused: timeout: no complete response in time; request %s"
            .formatted(title, request);
    String closed = "INFO Backend %s: circuit breaker closed; request %s".formatted(title, request);
    for (int i = 0; i < 1000; i++) {
      open();
      settle(REFUSED);
      health.closed(users.name(), scope.trace());
      clock.advance(Duration.ofMillis(50));
    }
    assertThat(logs.lines()).containsExactly(open, closed);
    open();
    clock.advance(Duration.ofSeconds(9));
    settle(REFUSED);
    assertThat(logs.lines()).hasSize(2);
    clock.advance(Duration.ofSeconds(2));
    settle(REFUSED);
    settle(REFUSED);
    assertThat(logs.lines()).containsExactly(open, closed, open);
    assertThat(health.conditions()).containsEntry(users.name(), "circuit open");
  }

  private void open() {
    health.opened(users.name(), CallFailedException.timeout(), scope.trace());
  }

  @Test
  void aLimitThatRefusesCallsNamesTheAddress() {
    new LimitLog(health::title, clock::nanoTime, (_, _) -> {})
        .partSettled(plan, new PartResult(part, TOO_MANY, 1, 1, Timeline.NONE), scope);
    assertThat(logs.lines())
        .containsExactly(
            "WARN Calls to backend %s at users.test:81 are rejected: busy; part user of /a, request %s"
                .formatted(users.name(), request));
  }

  @Test
  @DisplayName("E1: over the wire: failing, breaker open, breaker closed")
  void saysWhatHappensToABackend() throws Exception {
    Vertx vertx = TestVertx.create();
    boolean[] broken = {true};
    FakeBackend backend =
        FakeBackend.start(
            vertx,
            exchange -> {
              if (broken[0]) {
                exchange.write("HTTP/1.1 503 Oops\r\nContent-Length: 0\r\n\r\n");
              } else {
                exchange.answer("[]");
              }
            });
    String yaml =
        """
        backends: { it: { url: "%s", breaker: { failures: 3, open: 1ms } } }
        aggregates: { /a: { parts: { p: { backend: it, path: /p } } } }
        """
            .formatted(backend.url());
    try (RunningService service = RunningService.start(yaml)) {
      for (int i = 0; i < 3; i++) {
        assertThat(service.get("/a").statusCode()).isEqualTo(502);
      }
      broken[0] = false;
      service.eventually(_ -> succeeded(service));
      assertThat(logs.lines())
          .filteredOn(line -> line.contains("Backend it at 127.0.0.1:"))
          .extracting(line -> line.replaceAll("127.0.0.1:\\d+|request .*", "_"))
          .containsExactly(
              "WARN Backend it at _ fails: bad_status: the backend answered 503; part p of /a, _",
              "WARN Backend it at _: circuit breaker open, calls are refused: bad_status: the backend"
                  + " answered 503; _",
              "INFO Backend it at _: circuit breaker closed; _");
    } finally {
      TestVertx.close(vertx);
    }
  }

  private static boolean succeeded(RunningService service) {
    try {
      return service.get("/a").statusCode() == 200;
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }
}
