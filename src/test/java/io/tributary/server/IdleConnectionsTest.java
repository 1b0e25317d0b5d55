package io.tributary.server;

import static io.tributary.support.TestVertx.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.scope.Clock;
import io.tributary.support.Certificate;
import io.tributary.support.Patience;
import io.tributary.support.RawClient;
import io.tributary.support.RawHttp2;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connection is closed when it is idle, and not while a request is in progress. */
class IdleConnectionsTest {
  private static final int IDLE_SECONDS = 2;
  private static final long LONGER_MILLIS = 4500;

  private final Vertx vertx = TestVertx.create();
  private final ConnectionLimit limit =
      new ConnectionLimit(10, () -> false, System::nanoTime, _ -> {});

  @TempDir private Path folder = Path.of("");

  @AfterEach
  void close() {
    TestVertx.close(vertx);
  }

  private HttpServer serve(HttpServerOptions options) {
    ClientConnections connections =
        new ClientConnections(limit, Patience.HANG, Clock.of(vertx), _ -> {}, _ -> {});
    return await(
        vertx
            .createHttpServer(options.setHost("127.0.0.1").setPort(0).setIdleTimeout(IDLE_SECONDS))
            .connectionHandler(
                connection -> {
                  ConnectionWatch _ = connections.opened(connection);
                })
            .requestHandler(this::respondLate)
            .exceptionHandler(_ -> {})
            .listen());
  }

  private void respondLate(HttpServerRequest request) {
    long _ =
        vertx.setTimer(
            LONGER_MILLIS,
            _ -> {
              var _ = request.response().end("late");
            });
  }

  @Test
  void aRequestMayTakeLongerThanAConnectionMayBeIdle() throws Exception {
    HttpServer server = serve(new HttpServerOptions().setHttp2ClearTextEnabled(false));
    try (RawClient client = new RawClient(server.actualPort())) {
      assertThat(client.get("/").answer().body()).isEqualTo("late");
      assertThat(client.rest()).isEmpty(); // closed, since no further request comes
    }
  }

  @Test
  void soMayARequestOfHttp2() throws Exception {
    try (RawHttp2 client = openHttp2()) {
      client.get(1, "/");
      assertThat(client.next(RawHttp2.DATA).orElseThrow().text()).isEqualTo("late");
      client.awaitClose();
    }
  }

  @Test
  void aRequestOfHttp2ThatNeverEndsKeepsNoConnection() throws Exception {
    try (RawHttp2 client = openHttp2()) {
      client.send(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 1, RawHttp2.head("POST", "/"));
      assertThat(client.next(RawHttp2.DATA).orElseThrow().text()).isEqualTo("late");
      client.awaitClose();
    }
  }

  private RawHttp2 openHttp2() throws Exception {
    HttpServerOptions options =
        new HttpServerOptions()
            .setSsl(true)
            .setUseAlpn(true)
            .setKeyCertOptions(Certificate.of("localhost", folder).options());
    HttpServer server = serve(options);
    var _ = await(FirstConnection.open(vertx, server, options, limit));
    return RawHttp2.open(server.actualPort());
  }
}
