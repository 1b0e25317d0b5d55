package io.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.FakeBackend;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service where the environment does not turn tracing on. */
final class UntracedIT {
  private final Vertx vertx = TestVertx.create();
  private final FakeBackend backend = FakeBackend.start(vertx, exchange -> exchange.answer("[1]"));

  @TempDir Path folder = Path.of("");

  @AfterEach
  void close() {
    TestVertx.close(vertx);
  }

  @Test
  void loadsNoClassOfOpenTelemetry() throws Exception {
    String yaml =
        """
        backends: { b: { url: "%s" } }
        aggregates: { /a: { parts: { one: { backend: b, path: / } } } }
        """
            .formatted(backend.url());
    Path loaded = folder.resolve("classes.log");
    ServiceProcess.Launch logsClasses =
        (where, config) ->
            JarProcess.startWith(where, List.of("-Xlog:class+load:file=" + loaded), config);
    try (ServiceProcess service = ServiceProcess.start(folder, yaml, logsClasses)) {
      assertThat(service.get("/a").statusCode()).isEqualTo(200);
      assertThat(Files.readString(loaded))
          .contains("io.tributary.tracing.Tracing ")
          .doesNotContain("io.opentelemetry.");
    }
  }
}
