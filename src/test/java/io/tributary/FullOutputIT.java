package io.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.DeadPort;
import io.tributary.support.FakeBackend;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Standard output is a pipe, and whatever should read it has stopped. */
final class FullOutputIT {
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(10);

  private final Vertx vertx = TestVertx.create();
  private final FakeBackend users = FakeBackend.start(vertx, exchange -> exchange.answer("[1]"));

  @TempDir Path folder = Path.of("");

  @AfterEach
  void stopTheBackend() {
    TestVertx.await(vertx.close());
  }

  private String yaml(DeadPort dead) {
    return """
        shutdown: { linger: 1ms, drain: 1s }
        backends:
          users: { url: "%s" }
          dead: { url: "%s" }
        aggregates:
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
      long asked = System.nanoTime();
      service.process().terminate();
      assertThat(service.process().exit()).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(STOPS_WITHIN);
    }
  }
}
