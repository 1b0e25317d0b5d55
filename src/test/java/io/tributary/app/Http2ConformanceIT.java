package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Certificate;
import io.tributary.support.FakeBackend;
import io.tributary.support.TestVertx;
import io.tributary.support.Tool;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The conformance tests of {@code h2spec} against the public port. Skipped where it is missing. */
class Http2ConformanceIT {
  /**
   * These cases send the body in frames of its own. The refusal of their method can come before it,
   * as RFC 9113, 8.1 allows, and then nobody looks at the length. {@link Http2FaultsTest} has one.
   */
  private static final String BODY_AFTER_RESPONSE =
      "\"content-length\" header field which does not";

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
                  "-o",
                  "5",
                  "-k",
                  "-P",
                  "/aggregate");
      assertThat(failures(result.output())).as(result.output()).isEmpty();
      assertThat(result.output()).contains("145 tests");
    } finally {
      TestVertx.close(vertx);
    }
  }

  private static List<String> failures(String output) {
    return output
        .lines()
        .filter(line -> line.contains("×") && !line.contains(BODY_AFTER_RESPONSE))
        .toList();
  }
}
