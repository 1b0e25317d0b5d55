package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.FakeBackend;
import io.tributary.support.FakeBackend.Exchange;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten megabytes of keys are cut by the caps, with a reason, before anybody is called with them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileKeysTest {
  private final Vertx vertx = TestVertx.create();
  private final FakeBackend backend = FakeBackend.start(vertx, this::play);
  private volatile String ids = "[]";

  private final RunningGateway gateway =
      RunningGateway.start(
          """
          server: { host: 127.0.0.1, port: 0, maxRequestBody: 16MiB }
          backends: { b: { url: "%s", maxBody: 16MiB } }
          aggregates:
            /with: { parts: { ids: { backend: b, path: /ids }, it: { backend: b, path: "/it{?id}", with: { id: .ids } } } }
            /each: { parts: { ids: { backend: b, path: /ids }, it: { backend: b, path: "/it/{id}", forEach: { id: .ids } } } }
            /object: { parts: { ids: { backend: b, path: /ids }, it: { backend: b, path: "/it/{id}", forEach: { id: .ids, as: object } } } }
            /chunks: { parts: { ids: { backend: b, path: /ids }, it: { backend: b, path: "/it{?id*}", with: { id: .ids }, chunk: 1 } } }
            /document: { method: POST, parts: { it: { backend: b, path: "/it/{id}", forEach: { id: $body } } } }
          """
              .formatted(backend.url()));

  HostileKeysTest() throws Exception {}

  @AfterAll
  void stop() {
    gateway.close();
    TestVertx.close(vertx);
  }

  private void play(Exchange exchange) {
    exchange.answer(exchange.head().startsWith("GET /ids ") ? ids : "[]");
  }

  @ParameterizedTest
  @CsvSource({
    "/with, dependency",
    "/each, too_many",
    "/object, too_many",
    "/chunks, too_many",
    "/document, too_many"
  })
  void manyKeysReachNobody(String route, String reason) throws Exception {
    ids = keys(10_240, 1024);
    reachNobody(route, reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/with", "/each", "/object", "/chunks", "/document"})
  void longKeysReachNobody(String route) throws Exception {
    ids = keys(50, 200 * 1024);
    reachNobody(route, "dependency");
  }

  @Test
  void anErrorNamesTheBeginningOfALongKey() throws Exception {
    ids = keys(49, 200 * 1024).replace("[", "[7,");
    int before = backend.heads().size();
    String body = ask("/each");
    assertThat(called(before)).singleElement().asString().startsWith("GET /it/7 ");
    assertThat(body)
        .startsWith("{\"complete\":false,\"data\":{\"it\":[[],null,")
        .contains("{\"part\":\"it\",\"item\":\"xxx", "\"reason\":\"dependency\"")
        .hasSizeLessThan(64 * 1024);
  }

  private void reachNobody(String route, String reason) throws Exception {
    int before = backend.heads().size();
    assertThat(ask(route)).contains("{\"part\":\"it\",\"reason\":\"" + reason + "\"");
    assertThat(called(before)).isEmpty();
  }

  private String ask(String route) throws Exception {
    return route.equals("/document")
        ? gateway.post(route, ids).body()
        : gateway.get(route + "?parts=it").body();
  }

  private List<String> called(int before) {
    List<String> heads = backend.heads();
    return heads.subList(before, heads.size()).stream()
        .filter(head -> !head.startsWith("GET /ids "))
        .toList();
  }

  /** So many different keys of about that length. */
  private static String keys(int count, int length) {
    String same = "x".repeat(length);
    return IntStream.range(0, count)
        .mapToObj(i -> "\"" + same + i + "\"")
        .collect(Collectors.joining(",", "[", "]"));
  }
}
