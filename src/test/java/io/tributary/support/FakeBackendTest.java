package io.tributary.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Settings;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.StreamResetException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The fake backend's HTTP/2, seen by the HTTP client of Vert.x. */
@ParameterizedClass(name = "{0}")
@EnumSource
class FakeBackendTest {
  enum Security {
    CLEAR,
    TLS
  }

  private record Answer(HttpClientResponse head, String body) {}

  private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

  @TempDir private static Path folder;

  private final Security security;
  private final List<FakeBackend.Exchange> held = new CopyOnWriteArrayList<>();
  private Vertx vertx;
  private Certificate certificate;
  private HttpClient client;

  FakeBackendTest(Security security) {
    this.security = security;
  }

  /** The first calls of a JVM load classes for longer than an event loop may be blocked. */
  @BeforeAll
  static void loadTheClasses() throws Exception {
    for (Security each : Security.values()) {
      FakeBackendTest test = new FakeBackendTest(each);
      test.open(TestVertx.create(Patience.HANG.toMillis()));
      FakeBackend backend = test.start(exchange -> exchange.answer("[1]"));
      for (int i = 0; i < 200; i++) {
        assertThat(test.body(backend)).isEqualTo("[1]");
      }
      test.close();
    }
  }

  @BeforeEach
  void open() throws Exception {
    open(TestVertx.create());
  }

  private void open(Vertx created) throws Exception {
    vertx = created;
    certificate = Certificate.of("localhost", folder);
    HttpClientOptions options =
        new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_2)
            .setHttp2ClearTextUpgrade(false)
            .setSsl(security == Security.TLS)
            .setUseAlpn(security == Security.TLS)
            .setTrustOptions(certificate.trust());
    client = vertx.createHttpClient(options, new PoolOptions().setHttp2MaxSize(1));
  }

  @AfterEach
  void close() {
    TestVertx.close(vertx);
  }

  @Test
  void answersWithABodyOfKnownLength() {
    FakeBackend backend = start(exchange -> exchange.answer("{\"a\":1}"));
    Answer answer = TestVertx.await(call(backend));
    assertThat(answer.head().version()).isEqualTo(HttpVersion.HTTP_2);
    assertThat(answer.head().statusCode()).isEqualTo(200);
    assertThat(answer.head().getHeader("content-type")).isEqualTo("application/json");
    assertThat(answer.head().getHeader("content-length")).isEqualTo("7");
    assertThat(answer.body()).isEqualTo("{\"a\":1}");
  }

  @Test
  void tellsTheHeadOfTheRequestAsText() {
    FakeBackend backend = start(exchange -> exchange.answer("[]"));
    assertThat(body(backend)).isEqualTo("[]");
    assertThat(backend.heads())
        .singleElement()
        .asString()
        .startsWith("GET /path?n=1 HTTP/1.1\r\nhost: " + backend.url().getAuthority() + "\r\n")
        .contains("\r\nx-one: 1\r\n")
        .endsWith("\r\n\r\n");
  }

  @Test
  void answersWithAChunkedBody() {
    FakeBackend backend =
        start(exchange -> exchange.write(CHUNKED + "3\r\n[1,\r\n2\r\n2]\r\n0\r\n\r\n"));
    Answer answer = TestVertx.await(call(backend));
    assertThat(answer.head().getHeader("transfer-encoding")).isNull();
    assertThat(answer.body()).isEqualTo("[1,2]");
  }

  @Test
  void endsAChunkedBodyWithItsTrailers() {
    FakeBackend backend =
        start(exchange -> exchange.write(CHUNKED + "2\r\n[]\r\n0\r\nX-Sum: 7\r\n\r\n"));
    Answer answer = TestVertx.await(call(backend));
    assertThat(answer.body()).isEqualTo("[]");
    assertThat(answer.head().getTrailer("x-sum")).isEqualTo("7");
  }

  @Test
  void takesItsTextByteByByte() {
    String text =
        "HTTP/1.1 100 Continue\r\n\r\n" + CHUNKED + "a\r\n[123456789\r\n1\r\n]\r\n0\r\n\r\n";
    FakeBackend backend =
        start(exchange -> text.chars().forEach(c -> exchange.write(Character.toString(c))));
    assertThat(body(backend)).isEqualTo("[123456789]");
  }

  @Test
  void sendsABodyOfAMegabyte() {
    String json = "\"" + "a".repeat(1 << 20) + "\"";
    assertThat(body(start(exchange -> exchange.answer(json)))).isEqualTo(json);
  }

  @Test
  void answersWithAnErrorAndNoBody() {
    FakeBackend backend =
        start(exchange -> exchange.write("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"));
    Answer answer = TestVertx.await(call(backend));
    assertThat(answer.head().statusCode()).isEqualTo(500);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void sendsInterimHeadsWithoutBlockingItsLoop() {
    String interim = "HTTP/1.1 103 Early Hints\r\n\r\n";
    FakeBackend backend =
        start(exchange -> exchange.write(interim.repeat(2_000) + FakeBackend.ok("[1]")));
    assertThat(body(backend)).isEqualTo("[1]");
  }

  @Test
  void endsABodyWithoutALengthWhenItIsClosed() {
    FakeBackend backend =
        start(
            exchange -> {
              exchange.write("HTTP/1.0 200 OK\r\n\r\n[1]");
              exchange.close();
            });
    assertThat(body(backend)).isEqualTo("[1]");
  }

  @Test
  void resetsTheStreamWhenItIsClosedHalfwayAndKeepsTheConnection() {
    FakeBackend backend =
        start(
            exchange -> {
              if (exchange.request() == 1) {
                exchange.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[1,2,");
                exchange.close();
              } else {
                exchange.answer("[1]");
                exchange.close();
              }
            });
    assertThat(resetCode(backend)).isEqualTo(Http2Error.INTERNAL_ERROR.code());
    assertThat(body(backend)).isEqualTo("[1]");
    assertThat(backend.connections()).isEqualTo(1);
    eventually(() -> backend.openStreams() == 0);
  }

  @Test
  void resetsTheStreamWithTheCodeOfTheScript() {
    FakeBackend backend = start(exchange -> exchange.resetStream(Http2Error.REFUSED_STREAM));
    assertThat(resetCode(backend)).isEqualTo(Http2Error.REFUSED_STREAM.code());
  }

  @Test
  void endsTheStreamBeforeTheLengthItHasAnnounced() {
    FakeBackend backend =
        start(
            exchange -> {
              exchange.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[1]");
              exchange.endStream();
            });
    assertThatThrownBy(() -> body(backend)).isInstanceOf(CompletionException.class);
    eventually(() -> backend.openStreams() == 0);
  }

  @Test
  void sendsNoMoreThanTheClientReads() {
    AtomicInteger sent = new AtomicInteger();
    FakeBackend backend =
        start(
            exchange -> {
              exchange.write(CHUNKED);
              endless(exchange, sent);
            });
    Promise<HttpClientRequest> paused = Promise.promise();
    vertx.runOnContext(
        _ ->
            request(backend)
                .compose(request -> request.send().map(HttpClientResponse::pause).map(_ -> request))
                .onComplete(paused));
    HttpClientRequest request = TestVertx.await(paused.future());
    eventually(() -> sent.get() > 0);
    assertThat(Eventually.holds(Duration.ofMillis(200), () -> sent.get() > 1 << 20))
        .isEqualTo(Duration.ofMillis(200));
    Void _ = TestVertx.await(request.reset(Http2Error.CANCEL.code()));
    eventually(() -> backend.openStreams() == 0);
  }

  private static void endless(FakeBackend.Exchange exchange, AtomicInteger sent) {
    exchange
        .send(Buffer.buffer("1000\r\n" + " ".repeat(0x1000) + "\r\n"))
        .onSuccess(
            _ -> {
              sent.addAndGet(0x1000);
              endless(exchange, sent);
            });
  }

  @Test
  void resetsTheStreamForTextThatHttp2CannotSay() {
    FakeBackend backend = start(exchange -> exchange.write("SSH-2.0-OpenSSH_9.6\r\n"));
    assertThat(resetCode(backend)).isEqualTo(Http2Error.PROTOCOL_ERROR.code());
  }

  @Test
  void playsTwoCallsOnOneConnectionAtTheSameTime() {
    FakeBackend backend = start(held::add);
    Future<Answer> first = call(backend);
    eventually(() -> held.size() == 1);
    Future<Answer> second = call(backend);
    eventually(() -> held.size() == 2);
    assertThat(backend.openStreams()).isEqualTo(2);
    held.get(1).answer("[2]");
    assertThat(TestVertx.await(second).body()).isEqualTo("[2]");
    held.get(0).answer("[1]");
    assertThat(TestVertx.await(first).body()).isEqualTo("[1]");
    assertThat(held).extracting(FakeBackend.Exchange::connection).containsExactly(1, 1);
    assertThat(held).extracting(FakeBackend.Exchange::request).containsExactly(1, 2);
    assertThat(backend.connections()).isEqualTo(1);
    assertThat(backend.open()).isEqualTo(1);
  }

  @Test
  void allowsAsManyStreamsAsItsSettingsSay() {
    FakeBackend backend = start(held::add, new Http2Settings().maxConcurrentStreams(1));
    List<Future<Answer>> calls = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      calls.add(call(backend));
    }
    eventually(() -> held.size() == 1);
    assertThat(backend.openStreams()).isEqualTo(1);
    held.get(0).answer("[1]");
    assertThat(TestVertx.await(calls.get(0)).body()).isEqualTo("[1]");
    eventually(() -> held.size() == 2);
    held.get(1).answer("[2]");
    assertThat(TestVertx.await(calls.get(1)).body()).isEqualTo("[2]");
  }

  @Test
  void goesAwayAndFinishesTheStreamsBelow() {
    FakeBackend backend =
        start(
            exchange -> {
              if (exchange.connection() == 1) {
                exchange.goAway(exchange.streamId());
              }
              exchange.answer("[" + exchange.connection() + "]");
            });
    assertThat(body(backend)).isEqualTo("[1]");
    assertThat(body(backend)).isEqualTo("[2]");
  }

  @Test
  void goesAwayAndDropsTheStreamsAbove() {
    FakeBackend backend = start(exchange -> exchange.goAway(exchange.streamId() - 2));
    assertThatThrownBy(() -> body(backend)).isInstanceOf(CompletionException.class);
    eventually(() -> backend.openStreams() == 0);
  }

  @Test
  void closesTheWholeConnection() {
    endsTheConnection(FakeBackend.Exchange::closeConnection);
  }

  @Test
  void resetsTheWholeConnection() {
    endsTheConnection(FakeBackend.Exchange::resetConnection);
  }

  private void endsTheConnection(FakeBackend.Script end) {
    FakeBackend backend = start(end);
    assertThatThrownBy(() -> body(backend)).isInstanceOf(CompletionException.class);
    eventually(() -> backend.open() == 0 && backend.openStreams() == 0);
  }

  @Test
  void tellsWhenTheClientHasGivenUp() {
    List<String> events = new CopyOnWriteArrayList<>();
    FakeBackend backend =
        start(
            exchange -> {
              held.add(exchange);
              exchange.onClosed(() -> events.add("closed"));
            });
    HttpClientRequest request = TestVertx.await(request(backend));
    Future<HttpClientResponse> response = request.send();
    eventually(() -> held.size() == 1);
    assertThat(events).isEmpty();
    Void _ = TestVertx.await(request.reset(Http2Error.CANCEL.code()));
    assertThatThrownBy(() -> TestVertx.await(response))
        .hasCauseInstanceOf(StreamResetException.class);
    eventually(() -> events.equals(List.of("closed")));
    eventually(() -> backend.openStreams() == 0);
    assertThat(backend.open()).isEqualTo(1);
  }

  private FakeBackend start(FakeBackend.Script script) {
    return start(script, new Http2Settings());
  }

  private FakeBackend start(FakeBackend.Script script, Http2Settings settings) {
    return security == Security.TLS
        ? FakeBackend.startHttp2(vertx, script, certificate, settings)
        : FakeBackend.startHttp2(vertx, script, settings);
  }

  private Future<HttpClientRequest> request(FakeBackend backend) {
    String host = backend.url().getHost();
    return client.request(HttpMethod.GET, backend.url().getPort(), host, "/path?n=1");
  }

  /** On an event loop, where no byte of a body comes before somebody waits for it. */
  private Future<Answer> call(FakeBackend backend) {
    Promise<Answer> answer = Promise.promise();
    vertx.runOnContext(
        _ ->
            request(backend)
                .compose(request -> request.putHeader("X-One", "1").send())
                .compose(head -> head.body().map(body -> new Answer(head, body.toString())))
                .onComplete(answer));
    return answer.future();
  }

  private String body(FakeBackend backend) {
    return TestVertx.await(call(backend)).body();
  }

  private long resetCode(FakeBackend backend) {
    try {
      throw new AssertionError("succeeded with " + body(backend));
    } catch (CompletionException e) {
      assertThat(e).hasCauseInstanceOf(StreamResetException.class);
      return ((StreamResetException) e.getCause()).getCode();
    }
  }

  private static void eventually(BooleanSupplier condition) {
    assertThat(Eventually.holds(Patience.HANG, condition)).isLessThan(Patience.HANG);
  }
}
