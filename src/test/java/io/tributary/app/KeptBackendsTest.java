package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Eventually;
import io.tributary.support.FakeBackend;
import io.tributary.support.Patience;
import io.tributary.support.RawClient;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reload keeps of a backend whose settings are the same. */
class KeptBackendsTest {
  private static final String FAILING = "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n";

  private final Vertx vertx = TestVertx.create();

  @TempDir private Path folder = Path.of("");

  @AfterEach
  void close() {
    TestVertx.close(vertx);
  }

  private ReloadingService start(FakeBackend backend, String settings) throws Exception {
    return ReloadingService.start(folder, config(backend, settings, "60s"));
  }

  private static void reload(ReloadingService service, FakeBackend backend, String settings)
      throws Exception {
    assertThat(service.reload(config(backend, settings, "61s")))
        .isInstanceOf(Reloaded.Applied.class);
  }

  private static String config(FakeBackend backend, String settings, String deadline) {
    return """
    deadline: %s
    backends: { b: { url: "%s", timeout: 50s, %s } }
    aggregates: { /a: { parts: { a: { backend: b, path: / } } } }
    """
        .formatted(deadline, backend.url(), settings);
  }

  @ParameterizedTest
  @CsvSource({"false, transport: web", "false, transport: lean", "true, protocol: http/2"})
  void itsConnections(boolean http2, String settings) throws Exception {
    FakeBackend.Script script = exchange -> exchange.answer("[1]");
    FakeBackend backend =
        http2 ? FakeBackend.startHttp2(vertx, script) : FakeBackend.start(vertx, script);
    try (ReloadingService service = start(backend, settings)) {
      ask(service);
      int connections = backend.connections();
      reload(service, backend, settings);
      ask(service);
      assertThat(backend.connections()).isEqualTo(connections);
    }
  }

  private static void ask(ReloadingService service) throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThat(service.get("/a").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void itsOpenBreaker() throws Exception {
    FakeBackend backend = FakeBackend.start(vertx, exchange -> exchange.write(FAILING));
    String settings = "breaker: { failures: 1, open: 10m }";
    try (ReloadingService service = start(backend, settings)) {
      assertThat(service.get("/a").body()).contains("bad_status");
      reload(service, backend, settings);
      assertThat(service.get("/a").body()).contains("circuit_open");
      assertThat(service.metrics().value("tributary_backend_breaker_open", "backend=b"))
          .isEqualTo(1);
    }
  }

  @Test
  void itsLimitOfCallsWithThoseThatAreUnderWay() throws Exception {
    Queue<FakeBackend.Exchange> held = new ConcurrentLinkedQueue<>();
    FakeBackend backend = FakeBackend.start(vertx, held::add);
    String settings = "maxConcurrent: 1";
    try (ReloadingService service = start(backend, settings);
        RawClient first = new RawClient(service.service().port())) {
      first.get("/a");
      answerNext(
          held,
          () -> {
            reload(service, backend, settings);
            assertThat(service.get("/a").body()).contains("\"reason\":\"rejected\"");
          });
      assertThat(first.answer().status()).isEqualTo(200);
      first.get("/a");
      answerNext(held, () -> {});
      assertThat(first.answer().status()).isEqualTo(200);
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws Exception;
  }

  /** Answers the next call, after something else has happened meanwhile. */
  private static void answerNext(Queue<FakeBackend.Exchange> held, Step meanwhile)
      throws Exception {
    assertThat(Eventually.holds(Patience.HANG, () -> !held.isEmpty())).isLessThan(Patience.HANG);
    meanwhile.run();
    held.remove().answer("[1]");
  }
}
