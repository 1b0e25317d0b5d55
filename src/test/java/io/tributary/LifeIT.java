package io.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Eventually;
import io.tributary.support.FakeBackend;
import io.tributary.support.Patience;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A normal life of the process: it starts, becomes ready, serves and is told to stop. */
final class LifeIT {
  private final Vertx vertx = TestVertx.create();
  private final FakeBackend users =
      FakeBackend.start(vertx, exchange -> exchange.answer("[{\"id\":\"u1\"}]"));

  @TempDir Path folder = Path.of("");

  @AfterEach
  void stopTheBackend() {
    TestVertx.close(vertx);
  }

  private ServiceProcess start() throws IOException, InterruptedException {
    return start("300ms");
  }

  private ServiceProcess start(String linger) throws IOException, InterruptedException {
    return ServiceProcess.start(
        folder,
        """
        shutdown: { linger: %s, drain: 5s }
        backends:
          users: { url: "%s" }
        aggregates:
          /aggregate:
            parts: { users: { backend: users, path: /users } }
        """
            .formatted(linger, users.url()));
  }

  @Test
  void isAliveButNotReadyWhileItWarmsUpAndThenReady() throws Exception {
    try (ServiceProcess service = start()) {
      System.out.println("Ready " + service.untilReady().toMillis() + " ms after its start");
      // Whoever looks on a busy machine can miss the moment in which it is not ready.
      assertThat(List.of(0, 503, 200)).containsSubsequence(service.statuses());
      assertThat(service.statuses()).endsWith(200);
      assertThat(service.probe("/livez")).isEqualTo(200);
      String ready = "Ready: aggregates on port " + service.port();
      Duration _ = Eventually.holds(Patience.HANG, () -> service.process().said(ready));
    }
  }

  @Test
  void callsNoBackendBeforeItsFirstRequest() throws Exception {
    try (ServiceProcess service = start()) {
      assertThat(users.connections()).isZero();
      assertThat(service.get("/aggregate").statusCode()).isEqualTo(200);
      assertThat(users.heads()).hasSize(1);
    }
  }

  @Test
  void servesAggregatesOnThePublicPortAndNothingOfItsOwn() throws Exception {
    try (ServiceProcess service = start()) {
      HttpResponse<String> answer = service.get("/aggregate");
      assertThat(answer.body())
          .isEqualTo("{\"complete\":true,\"data\":{\"users\":[{\"id\":\"u1\"}]},\"errors\":[]}");
      for (String path : new String[] {"/livez", "/readyz", "/metrics"}) {
        assertThat(service.get(path).statusCode()).as(path).isEqualTo(404);
      }
      assertThat(service.probe("/aggregate")).isEqualTo(404);
    }
  }

  @Test
  void stopsWith0WhenItIsToldToAtIdle() throws Exception {
    try (ServiceProcess service = start()) {
      service.process().terminate();
      assertThat(service.process().exit()).isZero();
      assertThat(service.process().out()).endsWith("Stopped" + System.lineSeparator());
    }
  }

  @Test
  void stopsOnceWhenItIsToldToTwice() throws Exception {
    try (ServiceProcess service = start("5s")) { // it still runs when it is told again
      service.process().terminate();
      service.process().terminate();
      assertThat(service.process().exit()).isZero();
      assertThat(service.process().out()).containsOnlyOnce("Stopping").containsOnlyOnce("Stopped");
    }
  }

  @Test
  void logsNothingToWorryAboutAndNothingOnStderr() throws Exception {
    try (ServiceProcess service = start()) {
      for (int i = 0; i < 50; i++) {
        assertThat(service.get("/aggregate").statusCode()).isEqualTo(200);
      }
      assertThat(service.probe("/metrics")).isEqualTo(200);
      service.process().terminate();
      assertThat(service.process().exit()).isZero();
      assertThat(service.process().err()).isEmpty();
      // On a busy machine a thread that waits for its turn looks blocked.
      assertThat(service.process().out().lines())
          .filteredOn(line -> !line.contains("BlockedThreadChecker"))
          .hasSize(4)
          .anyMatch(line -> line.contains("Limits: 1000 requests in flight, "))
          .allMatch(line -> line.contains(" INFO "));
    }
  }
}
