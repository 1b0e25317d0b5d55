package io.tributary.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.RawClient;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Fails when an upgrade of Vert.x changes what {@link ServerInternals} relies on. */
class ServerInternalsTest {
  private final Vertx vertx = TestVertx.create();

  @AfterEach
  void close() {
    TestVertx.close(vertx);
  }

  @Test
  void findsTheHandlersOfAConnectionAndResetsIt() throws Exception {
    CompletableFuture<List<String>> names = new CompletableFuture<>();
    HttpServer server =
        TestVertx.await(
            vertx
                .createHttpServer()
                .connectionHandler(
                    connection ->
                        names.complete(ServerInternals.channel(connection).pipeline().names()))
                .requestHandler(
                    request -> {
                      var _ = request.response().setChunked(true).write("x");
                      ServerInternals.abort(request);
                    })
                .listen(0, "127.0.0.1"));
    try (RawClient client = new RawClient(server.actualPort())) {
      client.get("/");
      assertThat(client.rest()).doesNotContain("0\r\n\r\n");
    }
    assertThat(names.join())
        .containsSubsequence(
            ServerInternals.DECODER, ServerInternals.ENCODER, ServerInternals.HANDLER);
  }
}
