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
   * Each of these cases sends the head of a request that does not end with it, and then a frame
   * that is wrong for its stream. The response can come first, as RFC 9113, 8.1 allows, and then
   * nobody looks at the rest. {@link Http2FaultsTest} has all of them with a request whose body is
   * read.
   */
  private static final List<String> REST_AFTER_RESPONSE =
      List.of(
          "\"content-length\" header field which does not",
          "Sends a second HEADERS frame without the END_STREAM flag",
          "Sends a HEADERS frame that contains a pseudo-header field as trailers",
          "increasing the flow control window to above 2^31-1 on a stream");

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
        .filter(line -> line.contains("×"))
        .filter(line -> REST_AFTER_RESPONSE.stream().noneMatch(line::contains))
        .toList();
  }
}
