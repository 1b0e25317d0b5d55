package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.FakeBackend;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The connections that the service opens to its backends. */
class BackendConnectionsTest {
  private final Vertx vertx = TestVertx.create();

  @AfterEach
  void close() {
    TestVertx.close(vertx);
  }

  @Test
  void theErrorOfARequiredPartDoesNotCostItsConnection() throws Exception {
    FakeBackend backend =
        FakeBackend.start(
            vertx,
            exchange ->
                exchange.write("HTTP/1.1 404 Not Found\r\nContent-Length: 9\r\n\r\nnot found"));
    try (RunningGateway gateway =
        RunningGateway.start(
            """
            backends: { users: { url: "%s" } }
            aggregates:
              /one: { parts: { user: { backend: users, path: /u, required: true } } }
            """
                .formatted(backend.url()))) {
      for (int i = 0; i < 20; i++) {
        assertThat(gateway.get("/one").statusCode()).isEqualTo(502);
      }
    }
    assertThat(backend.heads()).hasSize(20);
    assertThat(backend.connections()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "lean"})
  void areSharedByAllPartsOfABackend(String transport) throws Exception {
    FakeBackend backend = FakeBackend.start(vertx, exchange -> exchange.answer("[1]"));
    try (RunningGateway gateway =
        RunningGateway.start(
            """
            backends: { users: { url: "%s", transport: %s } }
            aggregates:
              /one: { parts: { user: { backend: users, path: /u } } }
              /two: { parts: { user: { backend: users, path: /v } } }
              /three: { parts: { user: { backend: users, path: /w } } }
            """
                .formatted(backend.url(), transport))) {
      for (String path : List.of("/one", "/two", "/three", "/one")) {
        assertThat(gateway.get(path).statusCode()).isEqualTo(200);
      }
    }
    assertThat(backend.connections()).isEqualTo(1);
  }

  @Test
  void areOneOfHttp2ForAllPartsAtOnce() throws Exception {
    FakeBackend backend = FakeBackend.startHttp2(vertx, exchange -> exchange.answer("[1]"));
    try (RunningGateway gateway =
        RunningGateway.start(
            """
            backends: { users: { url: "%s", protocol: http/2 } }
            aggregates:
              /one:
                parts:
                  a: { backend: users, path: /a }
                  b: { backend: users, path: /b }
                  c: { backend: users, path: /c }
            """
                .formatted(backend.url()))) {
      assertThat(gateway.get("/one").statusCode()).isEqualTo(200);
    }
    assertThat(backend.connections()).isEqualTo(1);
  }
}
