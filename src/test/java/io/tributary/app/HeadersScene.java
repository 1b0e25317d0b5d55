package io.tributary.app;

import io.tributary.support.FakeBackend;
import io.tributary.support.FakeBackend.Exchange;
import io.tributary.support.RawClient;
import io.tributary.support.RawClient.Answer;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The service before backends that send headers, with the same routes over each transport. */
final class HeadersScene implements AutoCloseable {
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
          EachTransport.yaml(http1, http2, ROUTES), Map.of("count.jslt", "size(.)"));

  HeadersScene() throws Exception {}

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

  /** Asks on a connection of its own; of a response to HEAD there is only the head. */
  Answer ask(String method, String target, String... headers) throws IOException {
    try (RawClient client = new RawClient(gateway.port())) {
      client.request(method, target, headers);
      return method.equals("HEAD") ? client.answerToHead() : client.answer();
    }
  }

  /** The head of the stream that a client of server-sent events gets. */
  Answer streamHead(String target) throws IOException {
    try (RawClient client = new RawClient(gateway.port())) {
      return client.get(target, "Accept: text/event-stream").answerToHead();
    }
  }

  @Override
  public void close() {
    gateway.close();
    TestVertx.close(vertx);
  }
}
