package io.tributary.app;

import static io.tributary.support.TestVertx.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.Config;
import io.tributary.ops.ManagementServer;
import io.tributary.support.Patience;
import io.tributary.support.RawClient;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * {@code POST /reload} while the service starts: the management port listens before the public one.
 */
class ReloadEndpointTest {
  private final Vertx vertx = TestVertx.create();

  @AfterEach
  void close() {
    TestVertx.close(vertx);
  }

  @Test
  void isRefusedBeforeTheServiceHasStarted() throws Exception {
    ManagementServer server =
        await(
            ManagementServer.listen(
                vertx,
                new Config.Management(
                    "127.0.0.1",
                    0,
                    20,
                    List.of(),
                    Optional.empty(),
                    new Config.Console(false, false)),
                new ManagementServer.Timeouts(Patience.HANG, Patience.HANG),
                List.of(ReloadEndpoint.of(vertx, Optional::empty))));
    try (RawClient client = new RawClient(server.port())) {
      client.send("POST /reload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
      RawClient.Answer answer = client.answer();
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
      assertThat(answer.body()).contains("\"status\":503", "the service is starting");
    }
  }
}
