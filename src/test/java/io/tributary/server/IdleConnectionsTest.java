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
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connection is closed when it is idle, and not while a request is in progress. */
class IdleConnectionsTest {
  private static final int IDLE_SECONDS = 4;
  private static final long LONGER_MILLIS = 9000;

  private final Vertx vertx = TestVertx.create();
  private final Late late = new Late(vertx, IDLE_SECONDS, LONGER_MILLIS);

  @TempDir private Path folder = Path.of("");

  @AfterEach
  void close() {
    TestVertx.close(vertx);
  }

  /** The first requests of a JVM load classes for longer than a loop may be blocked. */
  @BeforeAll
  static void loadTheClasses(@TempDir Path folder) throws Exception {
    Vertx patient = TestVertx.create(Patience.HANG.toMillis());
    int ages = (int) Patience.HANG.toSeconds();
    try (RawClient client = new Late(patient, ages, 1).open();
        RawHttp2 http2 = new Late(patient, ages, 1).openHttp2(folder)) {
      assertThat(client.get("/").answer().body()).isEqualTo("late");
      http2.get(1, "/");
      assertThat(http2.next(RawHttp2.DATA)).isPresent();
    }
    TestVertx.close(patient);
  }

  /** Servers that respond late. */
  private record Late(Vertx vertx, ConnectionLimit limit, int idleSeconds, long millis) {
    Late(Vertx vertx, int idleSeconds, long millis) {
      this(
          vertx,
          new ConnectionLimit(10, () -> false, System::nanoTime, _ -> {}),
          idleSeconds,
          millis);
    }

    private HttpServer serve(HttpServerOptions options) {
      ClientConnections connections =
          new ClientConnections(limit, Patience.HANG, Clock.of(vertx), _ -> {}, _ -> {});
      return await(
          vertx
              .createHttpServer(options.setHost("127.0.0.1").setPort(0).setIdleTimeout(idleSeconds))
              .connectionHandler(
                  connection -> {
                    ConnectionWatch _ = connections.opened(connection);
                  })
              .requestHandler(
                  request -> {
                    long _ =
                        vertx.setTimer(
                            millis,
                            _ -> {
                              var _ = request.response().end("late");
                            });
                  })
              .exceptionHandler(_ -> {})
              .listen());
    }

    RawClient open() throws Exception {
      HttpServerOptions options = new HttpServerOptions().setHttp2ClearTextEnabled(false);
      return new RawClient(serve(options).actualPort());
    }

    RawHttp2 openHttp2(Path folder) throws Exception {
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

  @Test
  void aRequestMayTakeLongerThanAConnectionMayBeIdle() throws Exception {
    try (RawClient client = late.open()) {
      assertThat(client.get("/").answer().body()).isEqualTo("late");
      assertThat(client.rest()).isEmpty(); // closed, since no further request comes
    }
  }

  @Test
  void soMayARequestOfHttp2() throws Exception {
    try (RawHttp2 client = late.openHttp2(folder)) {
      client.get(1, "/");
      assertThat(client.next(RawHttp2.DATA).orElseThrow().text()).isEqualTo("late");
      client.awaitClose();
    }
  }

  @Test
  void aRequestOfHttp2ThatNeverEndsKeepsNoConnection() throws Exception {
    try (RawHttp2 client = late.openHttp2(folder)) {
      client.send(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 1, RawHttp2.head("POST", "/"));
      assertThat(client.next(RawHttp2.DATA).orElseThrow().text()).isEqualTo("late");
      client.awaitClose();
    }
  }
}
