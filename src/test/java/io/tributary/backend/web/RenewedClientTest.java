package io.tributary.backend.web;

import static io.tributary.support.TestVertx.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.support.DeadPort;
import io.tributary.support.TestVertx;
import io.tributary.support.VirtualClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RenewedClientTest {
  private static final WebClientOptions HTTP_2 =
      new WebClientOptions().setProtocolVersion(HttpVersion.HTTP_2);

  private final Vertx vertx = TestVertx.create();
  private final VirtualClock clock = new VirtualClock();
  private final List<HttpClient> made = new ArrayList<>();
  private Duration longestCall = Duration.ofSeconds(10);

  @AfterEach
  void close() {
    TestVertx.close(vertx);
  }

  private HttpClient make() {
    made.add(vertx.httpClientBuilder().build());
    return made.getLast();
  }

  @Test
  void closesEveryClientThatItHasReplaced() throws Exception {
    Void _ =
        await(
            Future.future(
                done ->
                    vertx.runOnContext(
                        _ -> {
                          renewTwice();
                          done.complete();
                        })));
    assertThat(made).hasSize(3);
    assertThat(clock.timers()).isZero();
    try (DeadPort nobody = new DeadPort()) {
      for (HttpClient client : made) {
        assertThatThrownBy(
                () ->
                    await(
                        client.request(
                            HttpMethod.GET, nobody.url().getPort(), nobody.url().getHost(), "/")))
            .hasMessageContaining("closed");
      }
    }
  }

  private void renewTwice() {
    RenewedClient client =
        new RenewedClient(this::make, HTTP_2, Optional.empty(), clock, () -> longestCall);
    clock.advance(longestCall);
    client.hangs(); // replaces the first, which ends in ten seconds
    longestCall = Duration.ofSeconds(9);
    client.hangs(); // replaces the second in nine seconds
    clock.advance(Duration.ofSeconds(11));
    client.close();
  }
}
