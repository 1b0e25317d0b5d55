package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.FakeBackend;
import io.tributary.support.RawHttp2;
import io.tributary.support.RawHttp2.Frame;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Requests of HTTP/2 are admitted as those of HTTP/1.1 are. */
class Http2AdmissionTest {
  private final BlockingQueue<FakeBackend.Exchange> held = new LinkedBlockingQueue<>();

  @TempDir static Path folder = Path.of("");

  @RegisterExtension
  final TlsGateway gateway =
      new TlsGateway(
          folder,
          ", maxInFlight: 1",
          """
          deadline: 30s
          aggregates: { /held: { parts: { a: { backend: a, path: /held } } } }
          """,
          held::add);

  @Test
  void oneMoreRequestIsRefusedWithAProblem() throws Exception {
    try (RawHttp2 client = RawHttp2.open(gateway.port())) {
      client.get(1, "/held");
      FakeBackend.Exchange call = held.take();
      client.get(3, "/held");
      Frame head = client.next(RawHttp2.HEADERS).orElseThrow();
      assertThat(head.stream()).isEqualTo(3);
      assertThat(head.text()).contains("503", "application/problem+json");
      call.answer("[1]");
      assertThat(client.next(RawHttp2.HEADERS).orElseThrow().stream()).isEqualTo(1);
      client.get(5, "/held");
      held.take().answer("[2]");
      assertThat(client.next(RawHttp2.HEADERS).orElseThrow().stream()).isEqualTo(5);
    }
    assertThat(gateway.backend().heads()).as("the refused one called no backend").hasSize(2);
  }
}
