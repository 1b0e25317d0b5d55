package io.tributary.app;

import static io.tributary.support.TestVertx.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.RecordedLogs;
import io.vertx.core.Future;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who asks for a reload while one runs. */
class ReloaderTest {
  @TempDir private Path folder = Path.of("");

  private Path write(String deadline) throws IOException {
    return Files.writeString(
        folder.resolve("tributary.yaml"),
        """
        server: { host: 127.0.0.1, port: 0 }
        deadline: %s
        backends: { a: { url: "http://127.0.0.1:9" } }
        aggregates: { /a: { parts: { a: { backend: a, path: / } } } }
        """
            .formatted(deadline));
  }

  @Test
  void thoseWhoAskWhileOneRunsShareTheNext() throws Exception {
    try (ReloadingGateway gateway = new ReloadingGateway(write("10s"));
        RecordedLogs logs = new RecordedLogs()) {
      Path _ = write("11s");
      CountDownLatch held = new CountDownLatch(1);
      occupyWorkers(gateway, held);
      Future<Reloaded> first = gateway.reloader().reload(ReloadReason.SIGNAL);
      List<Future<Reloaded>> others =
          List.of(
              gateway.reloader().reload(ReloadReason.REQUEST),
              gateway.reloader().reload(ReloadReason.FILE),
              gateway.reloader().reload(ReloadReason.REQUEST));
      held.countDown();
      assertThat(await(first)).isInstanceOf(Reloaded.Applied.class);
      for (Future<Reloaded> other : others) {
        assertThat(await(other)).isEqualTo(new Reloaded.Unchanged(2, List.of()));
      }
      assertThat(logs.lines())
          .filteredOn(line -> line.contains("Configuration"))
          .hasSize(2)
          .anyMatch(line -> line.contains("reloaded (SIGHUP), generation 2"))
          .anyMatch(line -> line.contains("not reloaded (POST /reload)"));
    }
  }

  /** Files are read by workers, so a reload cannot go on before these end. */
  private static void occupyWorkers(ReloadingGateway gateway, CountDownLatch held) {
    for (int i = 0; i < VertxOptions.DEFAULT_WORKER_POOL_SIZE; i++) {
      var _ =
          gateway
              .vertx()
              .executeBlocking(
                  () -> {
                    held.await();
                    return held;
                  },
                  false);
    }
  }
}
