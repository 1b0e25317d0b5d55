package io.tributary.backend.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.tributary.backend.ConnectionObserver;
import io.tributary.backend.SingleUse;
import io.tributary.config.BackendConfig;
import io.tributary.config.Protocol;
import io.tributary.config.TransportType;
import io.tributary.support.BackendSettings;
import io.tributary.support.Eventually;
import io.tributary.support.FakeBackend;
import io.tributary.support.Patience;
import io.tributary.support.TestVertx;
import io.tributary.support.VirtualClock;
import io.vertx.core.Closeable;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.impl.CleanableHttpClient;
import io.vertx.core.http.impl.HttpClientConnectionInternal;
import io.vertx.core.internal.CloseFuture;
import io.vertx.core.internal.ContextInternal;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.impl.ClientPhase;
import io.vertx.ext.web.client.impl.HttpContext;
import io.vertx.ext.web.client.impl.WebClientInternal;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.impl.BodyCodecImpl;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What {@link WebClientInternals} relies on, shown on Vert.x alone. A test that fails after an
 * upgrade says what the web transport would do wrong.
 */
class WebClientInternalsTest {
  private static final Duration LONG = Patience.HANG;

  /** With one event loop: a pool makes a connection for each. */
  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setEventLoopPoolSize(1));

  private final List<HttpConnection> connections = new CopyOnWriteArrayList<>();
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final ConnectionUse use =
      new ConnectionUse(new SingleUse("users", new VirtualClock(), ConnectionObserver.NONE));

  @AfterEach
  void close() {
    TestVertx.close(vertx);
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void aRequestIsSeenBeforeItIsWrittenAndAHeadBeforeItsBody(Protocol protocol) {
    FakeBackend backend = backend(protocol, exchange -> exchange.answer("[1]"));
    WebClient client = observed(client(backend, protocol, connections::add));
    int port = backend.url().getPort();
    var _ = TestVertx.await(client.get(port, "127.0.0.1", "/a").as(recorded()).send());
    assertThat(events)
        .as("exchanges begin and end by these phases: another order loses requests or bodies")
        .containsSubsequence("SEND_REQUEST", "RECEIVE_RESPONSE", "body [1]", "DISPATCH_RESPONSE");
    for (String once : List.of("SEND_REQUEST", "RECEIVE_RESPONSE")) {
      assertThat(events)
          .as("a phase seen twice would count a call twice on its connection")
          .containsOnlyOnce(once);
    }
    assertThat(backend.heads().getFirst())
        .as("headers are added in SEND_REQUEST: if the head were written by then they got lost")
        .contains("x-late: yes");
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void anInterceptorCanReadTheResponseInTheClientsPlace(Protocol protocol) {
    FakeBackend backend = backend(protocol, exchange -> exchange.answer("[1]"));
    WebClient client = WebClient.wrap(client(backend, protocol, connections::add));
    ((WebClientInternal) client).addInterceptor(this::read);
    int port = backend.url().getPort();
    for (int i = 0; i < 3; i++) {
      assertThat(TestVertx.await(client.get(port, "127.0.0.1", "/a").send()))
          .as("a response that nobody dispatches would leave its call waiting")
          .isNull();
    }
    assertThat(events).containsExactly("body [1]", "end", "body [1]", "end", "body [1]", "end");
    assertThat(backend.connections()).as("its connection would not be released").isEqualTo(1);
  }

  private void read(HttpContext<?> context) {
    if (context.phase() != ClientPhase.RECEIVE_RESPONSE) {
      context.next();
      return;
    }
    HttpClientResponse _ =
        context
            .clientResponse()
            .handler(chunk -> events.add("body " + chunk))
            .endHandler(
                _ -> {
                  events.add("end");
                  context.dispatchResponse(null);
                })
            .resume();
  }

  @Test
  void theCodecOfHttp1CanBeReplaced() {
    List<Object> codecs = new CopyOnWriteArrayList<>();
    FakeBackend backend = backend(Protocol.HTTP_1_1, exchange -> exchange.answer("[1]"));
    HttpClient client =
        client(
            backend,
            Protocol.HTTP_1_1,
            connection -> {
              codecs.add(Objects.requireNonNull(channel(connection).pipeline().get("codec")));
              WebClientInternals.guard(connection, use, 16 * 1024);
              codecs.add(Objects.requireNonNull(channel(connection).pipeline().get("codec")));
            });
    assertThat(body(client, "/a")).isEqualTo("[1]");
    assertThat(codecs.getFirst())
        .as("without a handler of that name connections would go unguarded, and silently so")
        .isInstanceOf(HttpClientCodec.class);
    assertThat(codecs.getLast())
        .as("bytes would reach Vert.x before the guard has judged them")
        .isInstanceOf(ResponseGuard.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void aConnectionIsIdleExceptDuringItsExchanges(Protocol protocol) {
    FakeBackend backend =
        backend(
            protocol,
            exchange -> {
              if (exchange.head().startsWith("GET /answered ")) {
                exchange.answer("[1]");
              }
            });
    HttpClient client = client(backend, protocol, connections::add);
    assertThat(body(client, "/answered")).isEqualTo("[1]");
    assertThat(Eventually.holds(LONG, () -> WebClientInternals.isIdle(connections.getFirst())))
        .as("a connection that never counts as idle outlives the suspicion that it is dead")
        .isLessThan(LONG);
    HttpClientRequest hanging = request(client, "/hanging");
    var _ = hanging.end();
    assertThat(Eventually.holds(LONG, () -> !WebClientInternals.isIdle(hanging.connection())))
        .as("a busy connection that counts as idle is closed under its call")
        .isLessThan(LONG);
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void aConnectionShowsItsChannelAndItsProtocol(Protocol protocol) {
    FakeBackend backend = backend(protocol, exchange -> exchange.answer("[1]"));
    HttpClient client = client(backend, protocol, connections::add);
    HttpConnection used = request(client, "/a").connection();
    assertThat(used)
        .as("what is known of a connection is found by the object the connect handler got")
        .isSameAs(connections.getFirst());
    assertThat(channel(used).isActive())
        .as("requests are written one turn later on the channel's event loop")
        .isTrue();
    assertThat(WebClientInternals.isHttp2(used))
        .as("streams would be counted on HTTP/1.1, or GOAWAY and PING be missed on HTTP/2")
        .isEqualTo(protocol == Protocol.HTTP_2);
  }

  @Test
  void aStreamHasNoNumberBeforeItIsOpened() {
    FakeBackend backend = backend(Protocol.HTTP_2, exchange -> exchange.answer("[1]"));
    HttpClientRequest request = request(client(backend, Protocol.HTTP_2, connections::add), "/a");
    assertThat(WebClientInternals.streamId(request))
        .as("a request that was never sent could not be told from one that may have been")
        .isNegative();
    HttpClientResponse _ = TestVertx.await(request.send());
    assertThat(WebClientInternals.streamId(request))
        .as("a request below the last stream of a GOAWAY would be sent twice")
        .isPositive();
  }

  @Test
  void closeOfTheGuardClosesTheConnectionAfterItsResponse() {
    FakeBackend backend = backend(Protocol.HTTP_1_1, exchange -> exchange.answer("[1]"));
    HttpClient client =
        client(
            backend,
            Protocol.HTTP_1_1,
            connection -> WebClientInternals.guard(connection, use, 16 * 1024));
    assertThat(body(client, "/a")).isEqualTo("[1]");
    assertThat(body(client, "/a")).isEqualTo("[1]");
    assertThat(backend.connections()).as("kept alive as long as nothing is wrong").isEqualTo(1);
    use.unsolicited();
    assertThat(body(client, "/a")).isEqualTo("[1]");
    assertThat(Eventually.holds(LONG, () -> backend.open() == 0))
        .as("a connection that may hold another's response would be used again")
        .isLessThan(LONG);
    assertThat(body(client, "/a")).isEqualTo("[1]");
    assertThat(backend.connections()).isEqualTo(2);
  }

  @Test
  void aRequestKnowsThatItsConnectionWasClosedBeforeItWasWritten() {
    FakeBackend backend = backend(Protocol.HTTP_1_1, exchange -> exchange.answer("[1]"));
    HttpClientRequest request = request(client(backend, Protocol.HTTP_1_1, connections::add), "/a");
    Void _ = TestVertx.await(connections.getFirst().close());
    assertThatThrownBy(() -> TestVertx.await(request.response()))
        .as("a call would wait for a response on a closed connection instead of trying another")
        .isInstanceOf(CompletionException.class);
    assertThat(backend.heads()).isEmpty();
  }

  private FakeBackend backend(Protocol protocol, FakeBackend.Script script) {
    return protocol == Protocol.HTTP_2
        ? FakeBackend.startHttp2(vertx, script)
        : FakeBackend.start(vertx, script);
  }

  /** With the options that the transport uses, and one connection. */
  @Test
  void aClosedClientIsForgottenByItsContext() {
    FakeBackend backend = backend(Protocol.HTTP_2, exchange -> exchange.answer("[1]"));
    Promise<Boolean> remembered = Promise.promise();
    vertx.runOnContext(
        _ -> {
          HttpClient client = client(backend, Protocol.HTTP_2, connections::add);
          Closeable delegate = ((CleanableHttpClient) client).delegate;
          WebClientInternals.close(client);
          CloseFuture context = ContextInternal.current().closeFuture();
          remembered.complete(context.remove(delegate));
        });
    assertThat(TestVertx.await(remembered.future()))
        .as("each client that was replaced would be kept until the end")
        .isFalse();
  }

  private HttpClient client(
      FakeBackend backend, Protocol protocol, Handler<HttpConnection> opened) {
    BackendConfig settings =
        BackendSettings.at(backend.url()).transport(TransportType.WEB).protocol(protocol).build();
    return vertx
        .httpClientBuilder()
        .with(
            ClientSettings.client(settings)
                .setDefaultHost(settings.origin().host())
                .setDefaultPort(settings.origin().port()))
        .with(ClientSettings.pool(settings).setHttp1MaxSize(1))
        .withConnectHandler(opened)
        .build();
  }

  private WebClient observed(HttpClient pool) {
    WebClient client = WebClient.wrap(pool);
    ((WebClientInternal) client).addInterceptor(this::observe);
    return client;
  }

  private BodyCodec<String> recorded() {
    return new BodyCodecImpl<>(
        bytes -> {
          events.add("body " + bytes);
          return bytes.toString();
        });
  }

  private void observe(HttpContext<?> context) {
    events.add(context.phase().name());
    if (context.phase() == ClientPhase.SEND_REQUEST) {
      context.clientRequest().putHeader("x-late", "yes");
    }
    context.next();
  }

  private static HttpClientRequest request(HttpClient client, String target) {
    return TestVertx.await(client.request(HttpMethod.GET, target)).exceptionHandler(_ -> {});
  }

  /** All of it on one event loop: a body that arrives before somebody asks for it is lost. */
  private String body(HttpClient client, String target) {
    return TestVertx.onLoop(
        vertx,
        () ->
            client
                .request(HttpMethod.GET, target)
                .compose(HttpClientRequest::send)
                .compose(HttpClientResponse::body)
                .map(Object::toString)
                .timeout(LONG.toMillis(), TimeUnit.MILLISECONDS));
  }

  private static Channel channel(HttpConnection connection) {
    return ((HttpClientConnectionInternal) connection).channelHandlerContext().channel();
  }
}
