package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a backend puts into the body for another backend stays one text in it, or is not sent. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileBodiesTest {
  private final Vertx vertx = TestVertx.create();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private volatile String texts = "[]";
  private final HttpServer server =
      TestVertx.await(vertx.createHttpServer().requestHandler(this::play).listen(0, "127.0.0.1"));

  private final RunningGateway gateway =
      RunningGateway.start(
          """
          backends: { b: { url: "http://127.0.0.1:%d" } }
          aggregates:
            /made: { parts: { texts: { backend: b, path: /texts }, it: { backend: b, path: /it, method: POST, body: '{"text": .texts[0], "end": 1}' } } }
            /read: { parts: { texts: { backend: b, path: /texts }, it: { backend: b, path: /it, method: POST, body: { pointer: /texts/0 } } } }
          """
              .formatted(server.actualPort()));

  private record Received(String line, int length, String body) {}

  HostileBodiesTest() throws Exception {}

  @AfterAll
  void stop() {
    gateway.close();
    TestVertx.close(vertx);
  }

  private void play(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              if (request.path().equals("/texts")) {
                var _ = request.response().end(texts);
              } else {
                int length = Integer.parseInt(request.getHeader("Content-Length"));
                received.add(
                    new Received(request.method() + " " + request.uri(), length, body.toString()));
                var _ = request.response().end("{}");
              }
            });
  }

  static List<String> values() {
    return HostileValuesTest.values().toList();
  }

  @ParameterizedTest
  @MethodSource("values")
  void staysOneTextOrIsNotSent(String value) throws Exception {
    texts = HostileValuesTest.json(value);
    for (Received post : posts("/made")) {
      JsonNode sent = new ObjectMapper().readTree(post.body());
      assertThat(sent.fieldNames()).toIterable().containsExactly("text", "end");
      assertThat(sent.get("text").textValue()).isEqualTo(value);
    }
    for (Received post : posts("/read")) {
      assertThat(new ObjectMapper().readTree(post.body()).textValue()).isEqualTo(value);
    }
  }

  /** The requests with a body that a request for this route causes. */
  private List<Received> posts(String route) throws Exception {
    received.clear();
    assertThat(gateway.get(route).body()).doesNotContain("internal");
    assertThat(received)
        .hasSizeLessThan(2)
        .allSatisfy(
            post -> {
              assertThat(post.line()).isEqualTo("POST /it");
              assertThat(post.body().getBytes(StandardCharsets.UTF_8)).hasSize(post.length());
            });
    return List.copyOf(received);
  }
}
