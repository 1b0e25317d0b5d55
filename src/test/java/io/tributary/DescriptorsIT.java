package io.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Eventually;
import io.tributary.support.FakeBackend;
import io.tributary.support.Patience;
import io.tributary.support.RawClient;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that has used all of its file descriptors. */
final class DescriptorsIT {
  private final Vertx vertx = TestVertx.create();
  private final FakeBackend users = FakeBackend.start(vertx, exchange -> exchange.answer("[]"));

  @TempDir Path folder = Path.of("");

  @AfterEach
  void stopTheBackend() {
    TestVertx.close(vertx);
  }

  @Test
  @DisplayName("fault 160: without descriptors it neither spins nor floods the log, and recovers")
  void recoversWhenDescriptorsAreFree() throws Exception {
    try (JarProcess process = JarProcess.startWithDescriptors(160, folder, config().toString())) {
      int port = process.publicPort();
      List<RawClient> idle = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        idle.add(new RawClient(port));
      }
      TimeUnit.SECONDS.sleep(1);
      Duration before = process.cpu();
      TimeUnit.SECONDS.sleep(3);
      assertThat(process.cpu().minus(before)).isLessThan(Duration.ofSeconds(2));
      for (RawClient client : idle) {
        client.reset();
      }
      Duration recovered = Eventually.holds(Patience.HANG, () -> answers(port));
      System.out.println("Recovered after " + recovered.toMillis() + " ms");
      assertThat(recovered).isLessThan(Patience.HANG);
      assertThat(process.outWithoutStalls().lines().count()).isLessThan(300);
      process.terminate();
      assertThat(process.exit()).isZero();
    }
  }

  @Test
  @DisplayName("A4: idle clients leave descriptors for management and backends")
  void servesManagementAndBackendsDespiteIdleClients() throws Exception {
    try (JarProcess process = JarProcess.startWithDescriptors(400, folder, config().toString())) {
      int port = process.publicPort();
      List<RawClient> idle = new ArrayList<>();
      try {
        for (int i = 0; i < 2000; i++) {
          idle.add(new RawClient(port));
          if (i % 200 == 199) {
            assertThat(status(process.managementPort(), "/livez")).isEqualTo(200);
            assertThat(status(process.managementPort(), "/metrics")).isEqualTo(200);
            assertThat(status(port, "/a")).isEqualTo(200);
          }
        }
      } finally {
        for (RawClient client : idle) {
          client.reset();
        }
      }
      assertThat(process.out()).doesNotContain("Too many open files");
    }
  }

  private Path config() throws IOException {
    return Files.writeString(
        folder.resolve("tributary.yaml"),
        """
        server: { host: 127.0.0.1, port: 0 }
        management: { host: 127.0.0.1, port: 0 }
        shutdown: { linger: 0s, drain: 1s }
        deadline: 60s
        backends: { users: { url: "%s" } }
        aggregates: { /a: { parts: { users: { backend: users, path: /u } } } }
        """
            .formatted(users.url()));
  }

  private static int status(int port, String path) throws IOException {
    try (RawClient client = new RawClient(port)) {
      return client.get(path).answer().status();
    }
  }

  private static boolean answers(int port) {
    try {
      return status(port, "/a") == 200;
    } catch (IOException notYet) {
      return false;
    }
  }
}
