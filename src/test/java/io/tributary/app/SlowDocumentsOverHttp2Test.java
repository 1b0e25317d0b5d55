package io.tributary.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.RawHttp2;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A document of HTTP/2 that does not arrive. */
final class SlowDocumentsOverHttp2Test {
  @TempDir static Path folder = Path.of("");

  @RegisterExtension
  final TlsGateway gateway =
      new TlsGateway(
          folder,
          ", headTimeout: 3s",
          """
          deadline: 60s
          aggregates: { /echo: { method: POST, parts: { a: { backend: a, path: /a } } } }
          """,
          exchange -> exchange.answer("[1]"));

  @Test
  void isCutOffAndCallsNobody() throws Exception {
    try (RawHttp2 client = RawHttp2.open(gateway.port())) {
      client.send(
          RawHttp2.HEADERS,
          RawHttp2.END_HEADERS,
          1,
          RawHttp2.head("POST", "/echo", "content-type", "application/json"));
      client.send(RawHttp2.DATA, 0, 1, "{".getBytes(US_ASCII));
      assertThat(client.next(RawHttp2.DATA).orElseThrow().text()).contains("\"status\":408");
    }
    assertThat(gateway.backend().heads()).isEmpty();
  }
}
