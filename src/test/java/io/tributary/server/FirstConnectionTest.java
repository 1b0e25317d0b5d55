package io.tributary.server;

import static io.tributary.support.TestVertx.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.scope.Clock;
import io.tributary.support.Patience;
import io.tributary.support.RawClient;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The limit of connections applies to the first clients of a server as to all others. */
class FirstConnectionTest {
  private final Vertx vertx = TestVertx.create(Patience.HANG.toMillis());
  private final List<Cut> cuts = new CopyOnWriteArrayList<>();

  /** Time stands still, so no connection has waited long enough to be closed for another. */
  private final ConnectionLimit limit = new ConnectionLimit(1, () -> false, () -> 0, cuts::add);

  @AfterEach
  void close() {
    TestVertx.close(vertx);
  }

  @Test
  void clientsThatComeTogetherAtTheStartWaitForAPlace() throws Exception {
    HttpServerOptions options =
        new HttpServerOptions().setHost("127.0.0.1").setPort(0).setHttp2ClearTextEnabled(false);
    ClientConnections connections =
        new ClientConnections(limit, Patience.HANG, Clock.of(vertx), cuts::add, _ -> {});
    HttpServer server =
        await(
            vertx
                .createHttpServer(options)
                .connectionHandler(
                    connection -> {
                      ConnectionWatch _ = connections.opened(connection);
                    })
                .requestHandler(
                    request -> {
                      var _ = request.response().end("here");
                    })
                .listen()
                .compose(it -> FirstConnection.open(vertx, it, options, limit).map(it)));
    List<RawClient> clients = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        RawClient client = new RawClient(server.actualPort());
        clients.add(client.get("/", "Connection: close"));
      }
      for (RawClient client : clients) {
        assertThat(client.answer().body()).isEqualTo("here");
      }
    } finally {
      for (RawClient client : clients) {
        client.close();
      }
    }
    assertThat(cuts).isEmpty();
  }
}
