package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.FakeBackend;
import io.tributary.support.FakeBackend.Exchange;
import io.tributary.support.RawClient;
import io.tributary.support.RawClient.Answer;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that responses have from their parts, over each transport. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PartHeadersOverTheWireTest {
  private static final String RULES =
      "headers: { X-Total: { from: orders }, X-Version: first, X-Warn: append, Link: all }";

  /** The routes of one transport: {@code @} is its name and that of its backend. */
  private static final String ROUTES =
      """
        /@/none: { parts: { orders: { backend: @, path: /orders }, user: { backend: @, path: /user } } }
        /@/rules:
          %1$s
          parts: { user: { backend: @, path: /user }, orders: { backend: @, path: /orders } }
        /@/late:
          %1$s
          parts: { user: { backend: @, path: /held }, orders: { backend: @, path: /release } }
        /@/required:
          %1$s
          parts: { orders: { backend: @, path: /orders }, user: { backend: @, path: /reset, required: true } }
        /@/partial:
          onPartial: 206
          %1$s
          parts: { user: { backend: @, path: /status }, orders: { backend: @, path: /orders } }
        /@/fallback:
          %1$s
          parts: { orders: { backend: @, path: /reset, fallback: other }, other: { backend: @, path: /orders } }
        /@/needed:
          %1$s
          parts: { user: { backend: @, path: "/user{?x}", with: { x: "string(size(.orders))" } }, orders: { backend: @, path: /orders } }
        /@/several:
          headers: { X-Warn: all, X-Version: first }
          parts:
            ids: { backend: @, path: /ids }
            each: { backend: @, path: "/item/{id}", forEach: { id: .ids, concurrent: 1 } }
            bulk: { backend: @, path: "/bulk{?id}", with: { id: .ids }, chunk: 2 }
        /@/background:
          %1$s
          parts: { user: { backend: @, path: /user }, orders: { backend: @, path: /user }, audit: { backend: @, path: /orders, background: true } }
        /@/tags:
          cacheControl: private, max-age=60
          headers: { ETag: drop, server-timing: drop, X-Total: { from: orders } }
          parts: { orders: { backend: @, path: /orders } }
        /@/kept:
          cacheControl: private, max-age=60
          headers: { X-Total: { from: orders } }
          parts: { orders: { backend: @, path: /orders } }
        /@/bytes: { headers: { X-Text: all }, parts: { a: { backend: @, path: /text } } }
        /@/transform:
          %1$s
          transform: count.jslt
          parts: { orders: { backend: @, path: /orders }, user: { backend: @, path: /user } }
      """
          .formatted(RULES);

  private final Vertx vertx = TestVertx.create();
  private final FakeBackend http1 = FakeBackend.start(vertx, this::play);
  private final FakeBackend http2 = FakeBackend.startHttp2(vertx, this::play);
  private final AtomicReference<@Nullable Exchange> held = new AtomicReference<>();

  private final RunningGateway gateway =
      RunningGateway.start(
          """
          backends:
            web: { url: "%1$s" }
            lean: { url: "%1$s", transport: lean }
            h2: { url: "%2$s", protocol: http/2 }
          aggregates:
          %3$s
          """
              .formatted(
                  http1.url(),
                  http2.url(),
                  Stream.of("web", "lean", "h2")
                      .map(name -> ROUTES.replace("@", name))
                      .collect(Collectors.joining("\n"))),
          Map.of("count.jslt", "size(.)"));

  PartHeadersOverTheWireTest() throws Exception {}

  @AfterAll
  void stop() {
    gateway.close();
    TestVertx.await(vertx.close());
  }

  private void play(Exchange exchange) {
    String target = exchange.head().split(" ", 3)[1];
    switch (target.split("[?]", 2)[0]) {
      case "/orders" -> orders(exchange);
      case "/user" -> user(exchange);
      case "/held" -> held.set(exchange);
      case "/release" -> {
        orders(exchange);
        vertx.runOnContext(_ -> releaseHeld());
      }
      case "/ids" -> exchange.answer("[1,2,3]");
      case "/bulk" -> answer(exchange, "X-Warn: b" + target.split("=", 2)[1]);
      case "/status" ->
          exchange.write("HTTP/1.1 500 No\r\nX-Version: bad\r\nContent-Length: 0\r\n\r\n");
      case "/text" -> answer(exchange, "X-Text: \"é→\"\tb");
      case "/reset" -> exchange.resetConnection();
      default -> answer(exchange, "X-Warn: " + target, "X-Version: " + target);
    }
  }

  private void releaseHeld() {
    Exchange waiting = held.getAndSet(null);
    if (waiting == null) {
      vertx.runOnContext(_ -> releaseHeld());
    } else {
      user(waiting);
    }
  }

  private static void orders(Exchange exchange) {
    answer(
        exchange,
        "X-Total: 34",
        "X-Version: 2",
        "X-Warn: o1",
        "x-warn: o2",
        "Link: <b>",
        "X-Secret: s",
        "Set-Cookie: a=1");
  }

  private static void user(Exchange exchange) {
    answer(exchange, "X-Total: 12", "X-Version: 1", "X-Warn: u1", "Link: <a>, <c>");
  }

  private static void answer(Exchange exchange, String... lines) {
    exchange.write(
        FakeBackend.ok("[]").replace("\r\n\r\n", "\r\n" + String.join("\r\n", lines) + "\r\n\r\n"));
  }

  private Answer ask(String method, String target, String... headers) throws IOException {
    try (RawClient client = new RawClient(gateway.port())) {
      client.request(method, target, headers);
      return method.equals("HEAD") ? client.answerToHead() : client.answer();
    }
  }

  private static void hasAll(Answer answer) {
    assertThat(answer.headers("x-total")).containsExactly("34");
    assertThat(answer.headers("x-version")).containsExactly("1");
    assertThat(answer.headers("x-warn")).containsExactly("u1, o1, o2");
    assertThat(answer.headers("link")).containsExactly("<a>, <c>", "<b>");
    assertThat(answer.headers("x-secret")).isEmpty();
    assertThat(answer.headers("set-cookie")).isEmpty();
  }

  private static void hasNone(Answer answer) {
    assertThat(
            Stream.of("x-total", "x-version", "x-warn", "link")
                .flatMap(name -> answer.headers(name).stream()))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "lean", "h2"})
  void areThoseThatRulesTake(String transport) throws IOException {
    Answer answer = ask("GET", "/" + transport + "/rules");
    assertThat(answer.body()).startsWith("{\"complete\":true,");
    hasAll(answer);
    hasAll(ask("HEAD", "/" + transport + "/rules"));
    hasNone(ask("GET", "/" + transport + "/none"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "lean", "h2"})
  void doNotDependOnTheOrderOfArrival(String transport) throws IOException {
    hasAll(ask("GET", "/" + transport + "/late"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "lean", "h2"})
  void areNotThereInAProblemOrAStream(String transport) throws IOException {
    Answer problem = ask("GET", "/" + transport + "/required");
    assertThat(problem.status()).isEqualTo(502);
    hasNone(problem);
    try (RawClient client = new RawClient(gateway.port())) {
      Answer stream =
          client.get("/" + transport + "/rules", "Accept: text/event-stream").answerToHead();
      assertThat(stream.status()).isEqualTo(200);
      hasNone(stream);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "lean", "h2"})
  void comeOnlyFromPartsThatSucceeded(String transport) throws IOException {
    Answer partial = ask("GET", "/" + transport + "/partial");
    assertThat(partial.status()).isEqualTo(206);
    assertThat(partial.headers("x-version")).containsExactly("2");
    assertThat(partial.headers("x-warn")).containsExactly("o1, o2");
    Answer replaced = ask("GET", "/" + transport + "/fallback");
    assertThat(replaced.headers("x-total")).containsExactly("34");
    assertThat(replaced.headers("x-warn")).containsExactly("o1, o2");
    Answer background = ask("GET", "/" + transport + "/background");
    assertThat(background.headers("x-total")).containsExactly("12");
    assertThat(background.headers("x-warn")).containsExactly("u1, u1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "lean", "h2"})
  void comeAlsoFromPartsThatAreCalledForOthers(String transport) throws IOException {
    Answer answer = ask("GET", "/" + transport + "/needed?parts=user");
    assertThat(answer.body()).isEqualTo("{\"complete\":true,\"data\":{\"user\":[]},\"errors\":[]}");
    assertThat(answer.headers("x-total")).containsExactly("34");
    Answer without = ask("GET", "/" + transport + "/rules?parts=user");
    assertThat(without.headers("x-total")).isEmpty();
    assertThat(without.headers("x-version")).containsExactly("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "lean", "h2"})
  void areInTheOrderOfTheCallsOfAPart(String transport) throws IOException {
    Answer answer = ask("GET", "/" + transport + "/several");
    assertThat(answer.headers("x-warn"))
        .containsExactly("/item/1", "/item/2", "/item/3", "b1,2", "b3");
    assertThat(answer.headers("x-version")).containsExactly("/item/1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "lean", "h2"})
  void areThereInA304AndDroppedWhereARuleSaysSo(String transport) throws IOException {
    Answer tagged = ask("GET", "/" + transport + "/kept");
    Answer same = ask("HEAD", "/" + transport + "/kept", "If-None-Match: " + tagged.header("etag"));
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.headers("x-total")).containsExactly("34");
    Answer untagged = ask("GET", "/" + transport + "/tags", "If-None-Match: *");
    assertThat(untagged.status()).isEqualTo(200);
    assertThat(untagged.headers("etag")).isEmpty();
    assertThat(untagged.headers("server-timing")).isEmpty();
    assertThat(untagged.headers("cache-control")).containsExactly("private, max-age=60");
    assertThat(tagged.headers("server-timing")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "lean", "h2"})
  void keepTheirBytesAndDoNotMindATransform(String transport) throws IOException {
    byte[] text =
        ask("GET", "/" + transport + "/bytes")
            .header("x-text")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThat(new String(text, StandardCharsets.UTF_8)).isEqualTo("\"é→\"\tb");
    Answer transformed = ask("GET", "/" + transport + "/transform");
    assertThat(transformed.body()).contains("\"data\":2");
    assertThat(transformed.headers("x-warn")).isEqualTo(List.of("o1, o2, u1"));
  }
}
