package io.tributary.metrics;

import static io.tributary.support.TestVertx.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.TCPMetrics;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionMetricsTest {
  private final Telemetry telemetry = new Telemetry();
  private final Vertx vertx =
      telemetry.instrument(Vertx.builder(), new VertxOptions().setEventLoopPoolSize(1)).build();

  @AfterEach
  void close() {
    TestVertx.close(vertx);
    telemetry.close();
  }

  @Test
  void countsAServersConnectionsAndWorkerPoolsAndNoSingleRequest() {
    HttpServer server =
        await(
            vertx
                .createHttpServer()
                .requestHandler(request -> request.response().end("[]"))
                .listen(0, "127.0.0.1"));
    HttpClient client = vertx.createHttpClient();

    await(
        client
            .request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/")
            .compose(HttpClientRequest::send)
            .compose(HttpClientResponse::body));

    assertThat(telemetry.scrape("text/plain"))
        .containsPattern("vertx_http_server_active_connections\\{[^}]*} 1\\.0")
        .containsPattern("vertx_pool_in_use\\{[^}]*pool_type=\"worker\"")
        .doesNotContain("vertx_http_client_")
        .doesNotContain("vertx_http_server_requests")
        .doesNotContain("response_time");
  }

  @Test
  void leavesOutTheConnectionThatWasAcceptedBeforeTheServerHadItsMetrics() {
    SocketAddress remote = SocketAddress.inetSocketAddress(4711, "127.0.0.1");
    TCPMetrics<?> server =
        ((VertxInternal) vertx)
            .metrics()
            .createHttpServerMetrics(
                new HttpServerOptions(), SocketAddress.inetSocketAddress(8080, "127.0.0.1"));

    server.bytesRead(null, remote, 10);
    server.bytesWritten(null, remote, 10);
    server.exceptionOccurred(null, remote, new IOException("reset"));
    server.disconnected(null, remote);

    assertThat(telemetry.scrape("text/plain"))
        .doesNotContainPattern("vertx_http_server_\\w+\\{[^}]*} [1-9-]");
  }
}
