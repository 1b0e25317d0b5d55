package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.FakeBackend;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequiredPartConnectionTest {
  private final Vertx vertx = TestVertx.create();

  @AfterEach
  void close() {
    TestVertx.await(vertx.close());
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
}
