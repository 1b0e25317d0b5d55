package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Certificate;
import io.tributary.support.FakeBackend;
import io.tributary.support.TestVertx;
import io.tributary.support.Tool;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The conformance tests of {@code h2spec} against the public port. Skipped where it is missing. */
class Http2ConformanceIT {
  @TempDir private Path folder = Path.of("");

  @Test
  void h2specFindsNoViolation() throws Exception {
    Vertx vertx = TestVertx.create();
    FakeBackend backend = FakeBackend.start(vertx, exchange -> exchange.answer("[1]"));
    try (RunningGateway gateway =
        RunningGateway.overTls(
            Certificate.of("localhost", folder),
            "",
            """
            backends: { a: { url: "%s" } }
            aggregates: { /aggregate: { parts: { a: { backend: a, path: /a } } } }
            """
                .formatted(backend.url()))) {
      Tool.Result result =
          new Tool("h2spec")
              .run(
                  ".",
                  "-h",
                  "127.0.0.1",
                  "-p",
                  Integer.toString(gateway.port()),
                  "-t",
                  "-k",
                  "-P",
                  "/aggregate");
      assertThat(result.exit()).as(result.output()).isZero();
      assertThat(result.output()).contains(" 0 failed");
    } finally {
      Void _ = TestVertx.await(vertx.close());
    }
  }
}
