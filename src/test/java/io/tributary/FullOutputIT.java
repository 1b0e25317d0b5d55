package io.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.DeadPort;
import io.tributary.support.Eventually;
import io.tributary.support.FakeBackend;
import io.tributary.support.Patience;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Standard output is a pipe, and whatever should read it has stopped. */
final class FullOutputIT {
  /** Lines of the access log that may wait, and those that are being written. */
  private static final int QUEUED = 4096 + 256;

  private static final Pattern LEFT_OUT =
      Pattern.compile("^tributary_access_log_left_out_total [1-9]", Pattern.MULTILINE);

  private final Vertx vertx = TestVertx.create();
  private final FakeBackend users = FakeBackend.start(vertx, exchange -> exchange.answer("[1]"));

  @TempDir Path folder = Path.of("");

  @AfterEach
  void stopTheBackend() {
    TestVertx.close(vertx);
  }

  private String yaml(DeadPort dead) {
    return """
        server: { host: 127.0.0.1, port: @port, accessLog: {} }
        management: { host: 127.0.0.1, port: @managementPort }
        shutdown: { linger: 1ms, drain: 1s }
        backends:
          users: { url: "%s" }
          dead: { url: "%s" }
        aggregates:
          /users: { parts: { users: { backend: users, path: /users } } }
          /aggregate:
            parts:
              users: { backend: users, path: /users }
              dead: { backend: dead, path: /dead }
        """
        .formatted(users.url(), dead.url());
  }

  @Test
  @DisplayName("fault 161: a log that nobody reads blocks nothing")
  void servesAndStops() throws Exception {
    try (DeadPort dead = new DeadPort();
        ServiceProcess service =
            ServiceProcess.start(folder, yaml(dead), JarProcess::startWithFullOutput)) {
      for (int i = 0; i < 20; i++) { // each of which logs that a backend fails, or could
        assertThat(service.get("/aggregate").body()).contains("\"users\":[1]", "unreachable");
      }
      assertThat(service.probe("/livez")).isEqualTo(200);
      stops(service);
    }
  }

  private static void stops(ServiceProcess service) throws Exception {
    service.process().terminate();
    assertThat(service.process().exit()).isZero();
  }

  @Test
  void linesOfTheAccessLogAreLeftOutAndCounted() throws Exception {
    try (DeadPort dead = new DeadPort();
        ServiceProcess service =
            ServiceProcess.start(folder, yaml(dead), JarProcess::startWithFullOutput)) {
      KeepAliveClient client = KeepAliveClient.start(service.port(), "/users");
      client.awaitAnswers(QUEUED);
      Duration _ = Eventually.holds(Patience.HANG, () -> leavesOut(service));
      assertThat(leavesOut(service)).isTrue();
      client.stopAsking();
      assertThat(client.failures()).isEmpty();
      stops(service);
    }
  }

  private static boolean leavesOut(ServiceProcess service) {
    try {
      return LEFT_OUT.matcher(service.ask("/metrics").body()).find();
    } catch (IOException | InterruptedException failed) {
      throw new AssertionError(failed);
    }
  }
}
