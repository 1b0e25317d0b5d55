package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Eventually;
import io.tributary.support.FakeBackend;
import io.tributary.support.Patience;
import io.tributary.support.RawHttp2;
import io.tributary.support.RawHttp2.Frame;
import io.tributary.support.TestVertx;
import io.vertx.core.Future;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The public port over TLS: HTTP/2 by ALPN, and HTTP/1.1 for everybody else. */
class PublicTlsTest {
  private final BlockingQueue<FakeBackend.Exchange> held = new LinkedBlockingQueue<>();

  @TempDir static Path folder = Path.of("");

  @RegisterExtension
  final TlsGateway gateway =
      new TlsGateway(
          folder,
          "",
          """
          aggregates:
            /aggregate: { parts: { a: { backend: a, path: /a, forward: [Cookie] } } }
            /held: { parts: { a: { backend: a, path: /held } } }
          """,
          this::answer);

  /** The backend holds the calls for one aggregate, and shows the head of those for the other. */
  private void answer(FakeBackend.Exchange exchange) {
    if (exchange.head().startsWith("GET /held")) {
      held.add(exchange);
    } else {
      String head = exchange.head().replace("\r\n", "|").replace("\"", "'");
      exchange.answer("[\"" + head + "\"]");
    }
  }

  private HttpResponse<String> send(HttpClient.Version version, String method, String path)
      throws IOException, InterruptedException {
    try (HttpClient client = client(version)) {
      return client.send(request(method, path).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static HttpClient client(HttpClient.Version version) {
    return HttpClient.newBuilder().sslContext(RawHttp2.trusting()).version(version).build();
  }

  private HttpRequest.Builder request(String method, String path) {
    return HttpRequest.newBuilder(URI.create("https://localhost:" + gateway.port() + path))
        .timeout(Patience.HANG)
        .method(method, HttpRequest.BodyPublishers.noBody());
  }

  @ParameterizedTest
  @EnumSource
  void speaksBothVersions(HttpClient.Version version) throws Exception {
    HttpResponse<String> response = send(version, "GET", "/aggregate");
    assertThat(response.version()).isEqualTo(version);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("\"complete\":true").contains("GET /a HTTP/1.1");
    assertThat(response.headers().firstValue("aggregate-complete")).contains("true");
    assertThat(response.body())
        .as("the backend learns how the client has come")
        .contains("x-forwarded-proto: https")
        .contains("x-forwarded-host: localhost:" + gateway.port());
  }

  @ParameterizedTest
  @CsvSource({"GET,/none,404", "POST,/aggregate,405", "GET,//aggregate,404", "HEAD,/aggregate,200"})
  void bothVersionsGiveTheSameStatus(String method, String path, int status) throws Exception {
    for (HttpClient.Version version : HttpClient.Version.values()) {
      assertThat(send(version, method, path).statusCode()).as("%s", version).isEqualTo(status);
    }
  }

  @Test
  void manyRequestsShareAConnection() {
    try (HttpClient client = client(HttpClient.Version.HTTP_2)) {
      List<CompletableFuture<HttpResponse<String>>> responses =
          IntStream.range(0, 100)
              .mapToObj(
                  _ ->
                      client.sendAsync(
                          request("GET", "/aggregate").build(),
                          HttpResponse.BodyHandlers.ofString()))
              .toList();
      assertThat(responses).allSatisfy(one -> assertThat(one.join().statusCode()).isEqualTo(200));
    }
    assertThat(Eventually.holds(Patience.HANG, () -> gateway.gateway().inFlight() == 0))
        .isLessThan(Patience.HANG);
  }

  @Test
  void cookiesInSeveralFieldsAreOneHeaderForBackends() throws Exception {
    try (RawHttp2 client = RawHttp2.open(gateway.port())) {
      byte[] head = RawHttp2.head("GET", "/aggregate", "cookie", "a=1", "cookie", "b=2");
      client.send(RawHttp2.HEADERS, RawHttp2.END_STREAM | RawHttp2.END_HEADERS, 1, head);
      assertThat(client.next(RawHttp2.DATA).orElseThrow().text()).contains("Cookie: a=1; b=2");
    }
  }

  @Test
  void aRepeatedHeaderIsRefusedAndTheConnectionServesOn() throws Exception {
    try (RawHttp2 client = RawHttp2.open(gateway.port())) {
      byte[] head = RawHttp2.head("GET", "/aggregate", "range", "a", "content-length", "3");
      client.send(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 1, head);
      client.send(RawHttp2.DATA, RawHttp2.END_STREAM, 1, new byte[3]);
      assertThat(client.next(RawHttp2.DATA).orElseThrow().text()).contains("must not have a body");
      client.get(3, "/aggregate");
      assertThat(client.next(RawHttp2.DATA).orElseThrow().text()).contains("\"complete\":true");
    }
  }

  @Test
  void aStoppingServiceAnswersWhatWasSentAndAsksForNoMore() throws Exception {
    try (RawHttp2 client = RawHttp2.open(gateway.port())) {
      client.get(1, "/held");
      FakeBackend.Exchange call = held.take();
      gateway.gateway().closeConnectionsAfterResponses();
      client.get(3, "/none");
      Frame goAway = client.next(RawHttp2.GOAWAY).orElseThrow();
      assertThat(goAway.payload().getInt(0)).as("the last stream").isEqualTo(Integer.MAX_VALUE);
      assertThat(goAway.payload().getInt(4)).as("the error").isZero();
      assertThat(client.next(RawHttp2.DATA).orElseThrow().stream()).isEqualTo(3);
      Future<Void> stopped = gateway.gateway().shutdown(Patience.HANG);
      call.answer("[1]");
      assertThat(client.next(RawHttp2.DATA).orElseThrow().text()).contains("[1]");
      client.awaitClose();
      Void _ = TestVertx.await(stopped);
    }
  }

  @Test
  void aClientOfHttp1KeepsItsConnectionAndClosesIt() throws Exception {
    try (SSLSocket socket = (SSLSocket) connect()) {
      for (int i = 0; i < 3; i++) {
        assertThat(exchange(socket, "Connection: keep-alive")).startsWith("HTTP/1.1 200");
      }
      assertThat(exchange(socket, "Connection: close")).startsWith("HTTP/1.1 200");
      assertThat(socket.getInputStream().read()).as("closed, with a close_notify").isEqualTo(-1);
    }
  }

  private Socket connect() throws IOException {
    Socket socket =
        RawHttp2.trusting()
            .getSocketFactory()
            .createSocket(InetAddress.getLoopbackAddress(), gateway.port());
    socket.setSoTimeout((int) Patience.HANG.toMillis());
    return socket;
  }

  private static String exchange(Socket socket, String header) throws IOException {
    String request = "GET /aggregate HTTP/1.1\r\nHost: a\r\n" + header + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 1);
    String status = reader.readLine();
    int length = 0;
    for (String line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
      if (line.startsWith("content-length: ")) {
        length = Integer.parseInt(line.substring("content-length: ".length()));
      }
    }
    for (int i = 0; i < length; i++) {
      int _ = reader.read();
    }
    return status;
  }

  @Test
  @DisplayName("38: plain HTTP to the TLS port")
  void aClientWithoutTlsIsCutOff() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout((int) Patience.HANG.toMillis());
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] alert = socket.getInputStream().readAllBytes();
      assertThat(new String(alert, StandardCharsets.ISO_8859_1)).doesNotContain("HTTP");
    }
  }
}
