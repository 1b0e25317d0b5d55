package io.tributary.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.Config;
import io.tributary.support.Patience;
import io.tributary.support.RawClient;
import io.tributary.support.RawClient.Answer;
import io.tributary.support.RecordedLogs;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients below HTTP get from the management port. */
final class ManagementRequestsTest {
  private static final Config.Management LOOPBACK =
      new Config.Management(
          "127.0.0.1", 0, 100, List.of(), Optional.empty(), new Config.Console(false, false));
  private static final ManagementServer.Timeouts TIMEOUTS =
      new ManagementServer.Timeouts(Patience.HANG, Patience.HANG);

  private static final int PAGE = 200_000;

  private final Vertx vertx = TestVertx.create();
  private final AtomicInteger scrapes = new AtomicInteger();
  private final Set<String> threads = ConcurrentHashMap.newKeySet();
  private final CountDownLatch gate = new CountDownLatch(1);
  private final ManagementServer server =
      TestVertx.await(
          ManagementServer.listen(
              vertx,
              LOOPBACK,
              TIMEOUTS,
              StandardEndpoints.of(vertx, new Readiness(), this::scrape)));
  private final RecordedLogs logs = new RecordedLogs();

  private String scrape() {
    threads.add(Thread.currentThread().getName());
    int number = scrapes.incrementAndGet();
    if (number == 1 && slowFirst) {
      try {
        assertThat(gate.await(Patience.HANG.toSeconds(), TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    }
    return number + " " + "m".repeat(PAGE);
  }

  private volatile boolean slowFirst;

  @AfterEach
  void stop() {
    gate.countDown();
    logs.close();
    TestVertx.close(vertx);
  }

  private RawClient client() throws Exception {
    return new RawClient(server.port());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /livez HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /livez HTTP/1.1\r\n\r\n",
        "GET /livez HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET /livez HTTP/1.1\r\nHost: a:65536\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /livez?%zz HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /livez?%FF HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /\u00ff HTTP/1.1\r\nHost: a\r\n\r\n",
        "\u00ff\u00ff\u00ff\r\n\r\n",
        "GET livez HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /livez HTTP/1.1\r\nHost: a\r\nbad header\r\n\r\n",
        "GET /livez HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc",
        "GET /livez HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
      })
  @DisplayName("C10: a malformed request is 400 and not logged, as on the public port")
  void refusesMalformedRequests(String request) throws Exception {
    try (RawClient client = client()) {
      Answer answer = client.send(request).answer();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
      assertThat(answer.header("date")).isNotEmpty();
      assertThat(client.rest()).isEmpty();
    }
    assertThat(logs.lines()).isEmpty();
  }

  @Test
  @DisplayName("C10: HTTP/1.0 needs no Host")
  void answersHttp10() throws Exception {
    try (RawClient client = client()) {
      assertThat(client.send("GET /livez HTTP/1.0\r\n\r\n").answer().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/livez", "/metrics", "/nowhere"})
  @DisplayName("C12: a connection closes whichever line says so")
  void closesAsAnyLineAsks(String path) throws Exception {
    try (RawClient client = client()) {
      Answer answer = client.get(path, "Connection: x", "Connection: close").answer();
      assertThat(answer.header("connection")).isEqualTo("close");
      assertThat(client.rest()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "APPLICATION/OPENMETRICS-TEXT | application/openmetrics-text",
        "text/plain, application/openmetrics-text;q=0.5 | application/openmetrics-text",
        "application/openmetrics-textual | text/plain",
        "text/plain;x=\"a, application/openmetrics-text\" | text/plain",
        "application/openmetrics-text; q=0.0, */* | text/plain"
      })
  void writesMetricsAsTheyAreAccepted(String accept, String type) throws Exception {
    try (RawClient client = client()) {
      Answer answer = client.get("/metrics", "Accept: text/html", "Accept: " + accept).answer();
      assertThat(answer.header("content-type")).startsWith(type + ";");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/livez", "/readyz", "/metrics", "/nowhere"})
  @DisplayName("C1: every response of the management port has a Date")
  void datesItsResponses(String path) throws Exception {
    try (RawClient client = client()) {
      assertThat(client.get(path).answer().header("date")).endsWith(" GMT");
      assertThat(client.request("DELETE", path).answer().header("date")).endsWith(" GMT");
    }
  }

  @Test
  @DisplayName("C10: an unread body ends the connection, and what follows is no request")
  void answersOneRequestWithABody() throws Exception {
    try (RawClient client = client()) {
      client.send(
          "POST /livez HTTP/1.1\r\nHost: a\r\nContent-Length: 40\r\n\r\nGET /livez HTTP/1.1\r\nHost: a\r\n\r\n");
      Answer answer = client.answer();
      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.header("allow")).isEqualTo("GET, HEAD");
      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  @DisplayName("C11: 300 pipelined requests are answered in order")
  void answersPipelinedRequestsInOrder() throws Exception {
    try (RawClient client = client()) {
      StringBuilder requests = new StringBuilder();
      for (int i = 0; i < 100; i++) {
        for (String path : List.of("/livez", "/readyz", "/nowhere")) {
          requests.append("GET ").append(path).append(" HTTP/1.1\r\nHost: a\r\n\r\n");
        }
      }
      client.send(requests.toString());
      for (int i = 0; i < 100; i++) {
        assertThat(client.answer().status()).isEqualTo(200);
        assertThat(client.answer().status()).isEqualTo(503);
        assertThat(client.answer().status()).isEqualTo(404);
      }
    }
    assertThat(logs.lines()).isEmpty();
  }

  @Test
  @DisplayName("C11, fault 168: pages that nobody reads do not pile up, and are all answered")
  void holdsFewPagesForAClientThatDoesNotRead() throws Exception {
    try (RawClient client = new RawClient(server.port(), 4096)) {
      client.send("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n".repeat(300));
      try (RawClient other = client()) {
        for (int i = 0; i < 50; i++) {
          assertThat(other.get("/livez").answer().status()).isEqualTo(200);
        }
      }
      assertThat(scrapes).as("pages read for 300 requests").hasValueLessThan(60);
      int last = 0;
      for (int i = 0; i < 300; i++) {
        Answer answer = client.answer();
        assertThat(answer.status()).isEqualTo(200);
        int number = Integer.parseInt(answer.body().split(" ", 2)[0]);
        assertThat(number).isGreaterThan(last);
        last = number;
      }
    }
  }

  @Test
  @DisplayName("E4, fault 168: any number of scrapers share one thread and one page at a time")
  void sharesPages() throws Exception {
    slowFirst = true;
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      clients.add(client().get("/metrics"));
    }
    try (RawClient other = client()) {
      assertThat(other.get("/livez").answer().status()).isEqualTo(200);
    }
    gate.countDown();
    for (RawClient client : clients) {
      assertThat(client.answer().status()).isEqualTo(200);
      client.close();
    }
    assertThat(scrapes).hasValueLessThan(10);
    assertThat(threads).containsExactly("pages-0");
  }
}
