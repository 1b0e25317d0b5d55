package io.tributary.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.Config;
import io.tributary.config.read.Loading;
import io.tributary.support.Patience;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ManagementServerTest {
  private static final Config.Management LOOPBACK =
      new Config.Management(
          "127.0.0.1", 0, 20, List.of(), Optional.empty(), new Config.Console(false, false));
  private static final ManagementServer.Timeouts TIMEOUTS =
      new ManagementServer.Timeouts(Patience.HANG, Patience.HANG);

  private final Vertx vertx = TestVertx.create();
  private final Readiness readiness = new Readiness();
  private final HttpClient client = HttpClient.newHttpClient();
  private volatile String scrapedOn = "";
  private volatile String page = "a_metric 1\n";
  private final ManagementServer server =
      TestVertx.await(
          ManagementServer.listen(
              vertx, LOOPBACK, TIMEOUTS, StandardEndpoints.of(vertx, readiness, this::scrape)));

  private String scrape() {
    if (page.isEmpty()) {
      throw new IllegalStateException("the registry is broken");
    }
    scrapedOn = Thread.currentThread().getName();
    return page;
  }

  @AfterEach
  void stop() {
    client.close();
    TestVertx.close(vertx);
  }

  /** Clients that do not read could otherwise keep probes out for as long. */
  @ParameterizedTest
  @CsvSource({"20s, 2000", "2s, 2000", "1500ms, 1500"})
  void a1ClientsMustReadFasterThanThoseOfThePublicPort(String writeTimeout, long millis) {
    Config config =
        Loading.config("server: { writeTimeout: " + writeTimeout + " }\n" + Loading.valid());
    assertThat(ManagementServer.Timeouts.of(config.server()).write())
        .isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void isAliveWhetherItIsReadyOrNot() throws Exception {
    assertThat(send("GET", "/livez").statusCode()).isEqualTo(200);
    readiness.ready();
    assertThat(send("GET", "/livez").statusCode()).isEqualTo(200);
  }

  @Test
  void isReadyOnlyBetweenBeingToldSoAndBeingToldOtherwise() throws Exception {
    assertThat(send("GET", "/readyz").statusCode()).isEqualTo(503);
    readiness.ready();
    assertThat(send("GET", "/readyz").statusCode()).isEqualTo(200);
    assertThat(send("GET", "/readyz").body()).isEqualTo("ready\n");
    readiness.notReady();
    assertThat(send("GET", "/readyz").statusCode()).isEqualTo(503);
  }

  @Test
  @DisplayName("fault 163: a signal during the last moment of the start leaves it not ready")
  void isNeverReadyAgain() throws Exception {
    readiness.notReady();
    readiness.ready();
    assertThat(send("GET", "/readyz").statusCode()).isEqualTo(503);
  }

  @Test
  void forbidsCachesToKeepItsAnswers() throws Exception {
    assertThat(send("GET", "/readyz").headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(send("GET", "/livez").headers().firstValue("Cache-Control")).hasValue("no-store");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/livez", "/metrics"})
  void answersHeadLikeGetWithoutABody(String path) throws Exception {
    HttpResponse<String> head = send("HEAD", path);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("Content-Type"))
        .isEqualTo(send("GET", path).headers().firstValue("Content-Type"));
    assertThat(send("GET", path).statusCode()).isEqualTo(200);
  }

  @Test
  void servesTheMetricsAsPrometheusText() throws Exception {
    HttpResponse<String> answer = send("GET", "/metrics");
    assertThat(answer.body()).isEqualTo("a_metric 1\n");
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
    assertThat(scrapedOn).isEqualTo("pages-0");
  }

  @Test
  void answers500WhenTheMetricsCannotBeRead() throws Exception {
    page = "";
    assertThat(send("GET", "/metrics").statusCode()).isEqualTo(500);
    assertThat(send("GET", "/livez").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/aggregate", "/metrics/x", "/Livez"})
  void answers404ForEverythingElse(String path) throws Exception {
    assertThat(send("GET", path).statusCode()).isEqualTo(404);
  }

  @Test
  void isOnlyRead() throws Exception {
    HttpResponse<String> refused = send("POST", "/readyz");
    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(refused.headers().firstValue("Allow")).hasValue("GET, HEAD");
    assertThat(send("DELETE", "/metrics").statusCode()).isEqualTo(405);
  }

  private HttpResponse<String> send(String method, String path)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
