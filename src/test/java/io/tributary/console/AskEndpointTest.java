package io.tributary.console;

import static io.tributary.support.Patience.HANG;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.Config;
import io.tributary.config.read.Loading;
import io.tributary.support.Eventually;
import io.tributary.support.FakeBackend;
import io.tributary.support.RawClient.Answer;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What {@code /console/ask} sends to the public port, which the test plays, and what it refuses.
 */
final class AskEndpointTest {
  private static Config config(String deadline) {
    return Loading.config(
        "deadline: "
            + deadline
            + """

            backends: { users: { url: "http://127.0.0.1:1" } }
            aggregates:
              /a/{id}:
                inputs: { tenant: { in: header, name: X-Tenant } }
                parts: { user: { backend: users, path: "/users/{id}{?tenant}" } }
              /send: { method: POST, parts: { user: { backend: users, path: /users } } }
            """);
  }

  private volatile Config config = config("60s");
  private final Vertx vertx = TestVertx.create();
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final Map<String, Long> recorded = new ConcurrentHashMap<>();
  private volatile Consumer<FakeBackend.Exchange> behaviour = exchange -> exchange.answer("[1]");
  private final FakeBackend service =
      FakeBackend.start(
          vertx,
          exchange -> {
            heads.add(exchange.head());
            recorded.put(idIn(exchange.head()), 7L);
            behaviour.accept(exchange);
          });
  private volatile Optional<PublicAddress> address =
      Optional.of(PublicAddress.of("0.0.0.0", service.url().getPort(), false));
  private final ServedConsole console =
      new ServedConsole(
          own -> List.of(AskEndpoint.of(own, () -> config, () -> address, this::seqOf)));

  private OptionalLong seqOf(String id) {
    Long seq = recorded.get(id);
    return seq == null ? OptionalLong.empty() : OptionalLong.of(seq);
  }

  private static String idIn(String head) {
    return head.replaceFirst("(?is).*x-request-id: (\\S+).*", "$1");
  }

  @AfterEach
  void stop() {
    console.close();
    TestVertx.close(vertx);
  }

  @Test
  void sendsTheRequestAndShowsTheResponseAndItsNumber() throws IOException {
    Answer answer =
        ask("{\"method\":\"GET\",\"url\":\"/a/1?x=%20y\",\"headers\":{\"x-tenant\":\"acme\"}}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).isEqualTo("application/json");
    assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
    JsonObject shown = new JsonObject(answer.body());
    assertThat(shown.getInteger("status")).isEqualTo(200);
    assertThat(shown.getString("body")).isEqualTo("[1]");
    assertThat(shown.getBoolean("truncated")).isFalse();
    assertThat(shown.getLong("seq")).isEqualTo(7);
    assertThat(shown.getJsonObject("headers").fieldNames()).isNotEmpty();
    assertThat(heads).singleElement().asString().startsWith("GET /a/1?x=%20y HTTP/1.1");
    assertThat(heads.getFirst()).containsIgnoringCase("x-tenant: acme");
  }

  @Test
  void aDocumentIsSentWithAPost() throws IOException {
    Answer answer = ask("{\"method\":\"POST\",\"url\":\"/send\",\"body\":\"[ 1 ]\\r\\n\\r\\n\"}");
    assertThat(new JsonObject(answer.body()).getInteger("status")).isEqualTo(200);
    assertThat(heads)
        .singleElement()
        .asString()
        .startsWith("POST /send HTTP/1.1")
        .containsIgnoringCase("content-type: application/json")
        .endsWith("\r\n\r\n[ 1 ]\r\n\r\n");
  }

  @Test
  void aRequestThatIsNotRecordedHasNoNumber() throws IOException {
    behaviour =
        exchange -> {
          recorded.clear();
          exchange.answer("[]");
        };
    Answer answer = ask("{\"url\":\"/a/1\"}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(new JsonObject(answer.body()).containsKey("seq")).isFalse();
  }

  @Test
  void aLongBodyIsCutBetweenCharacters() throws IOException {
    behaviour = exchange -> exchange.answer("\"" + "\u00fc".repeat(100_000) + "\"");
    JsonObject shown = new JsonObject(ask("{\"url\":\"/a/1\"}").body());
    assertThat(shown.getBoolean("truncated")).isTrue();
    assertThat(shown.getString("body")).hasSize(1 + (64 * 1024 - 1) / 2).endsWith("\u00fc");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"method\":\"POST\",\"url\":\"/a/1\"}                           | url must be that of an"
            + " aggregate",
        "{\"method\":\"GET\",\"url\":\"/send\"}                            | url must be that of an"
            + " aggregate",
        "{\"method\":\"\",\"url\":\"/a/1\"}                               | method must be GET, HEAD"
            + " or POST",
        "{\"url\":\"/a/1\",\"body\":\"{}\"}                              | body is for POST only",
        "{\"method\":\"POST\",\"url\":\"/send\",\"body\":\"\\ud800\"}     | body has half of a surrogate pair",
        "{\"url\":\"http://169.254.169.254/\"}                            | url must be an encoded"
            + " path",
        "{\"url\":\"//evil.example/a/1\"}                                 | url must be that of an"
            + " aggregate",
        "{\"url\":\"/a/1 HTTP/1.1\\r"
            + "\\n"
            + "X: y\"}                            | url must be an encoded path",
        "{\"url\":\"/a/<b>\"}                                             | url must be an encoded"
            + " path",
        "{\"url\":\"/openapi.json\"}                                      | url must be that of an"
            + " aggregate",
        "{\"url\":\"/a/../b\"}                                            | url must be that of an"
            + " aggregate",
        "{}                                                               | url must be an encoded"
            + " path",
        "{\"url\":\"/a/1\",\"headers\":{\"Authorization\":\"x\"}}         | may have only"
            + " If-None-Match, Prefer, traceparent, X-Tenant",
        "{\"url\":\"/a/1\",\"headers\":{\"Host\":\"x\"}}                  | may have only",
        "{\"url\":\"/a/1\",\"headers\":{\"X-Tenant\":\"a\\r\\nX: y\"}}    | visible ASCII",
        "{\"url\":\"/a/1\",\"headers\":{\"X-Tenant\":5}}                  | the body must be",
        "{\"url\":\"/a/1\",\"headers\":[]}                                | the body must be",
        "{\"url\":[\"/a/1\"]}                                             | the body must be",
        "{\"url\":\"/a/1\",\"url\":\"/a/2\"}                              | the body must be",
        "{\"url\":\"/a/1\",\"timeout\":\"1\"}                             | the body must be",
        "[]                                                               | the body must be",
        "{\"url\":\"/a/1\"                                                | the body must be",
        "{\"url\":\"/a/1\"} 1                                             | the body must be"
      })
  void refusesWhatIsNoRequestForAnAggregate(String body, String detail) throws IOException {
    Answer answer = ask(body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains(detail);
    assertThat(heads).isEmpty();
  }

  @Test
  void givesUpAfterTheDeadlineAndASecond() throws IOException {
    config = config("200ms");
    behaviour = _ -> {};
    Answer answer = ask("{\"url\":\"/a/1\"}");
    assertThat(answer.status()).isEqualTo(504);
    assertThat(answer.body()).contains("did not respond in time");
  }

  @Test
  void saysThatThePublicPortIsGone() throws IOException {
    address = Optional.of(new PublicAddress("127.0.0.1", 1, false));
    assertThat(ask("{\"url\":\"/a/1\"}").status()).isEqualTo(502);
  }

  @Test
  void waitsForThePublicPort() throws IOException {
    address = Optional.empty();
    assertThat(ask("{\"url\":\"/a/1\"}").status()).isEqualTo(503);
  }

  @Test
  void sendsFourAtATime() throws Exception {
    List<FakeBackend.Exchange> held = new CopyOnWriteArrayList<>();
    behaviour = held::add;
    List<Future<Integer>> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 4; i++) {
        statuses.add(threads.submit(() -> ask("{\"url\":\"/a/1\"}").status()));
      }
      assertThat(Eventually.holds(HANG, () -> held.size() == 4)).isLessThan(HANG);
      for (int i = 0; i < 3; i++) {
        assertThat(ask("{\"url\":\"/a/1\"}").status()).isEqualTo(503);
      }
      assertThat(held).hasSize(4);
      held.forEach(exchange -> exchange.answer("[1]"));
      for (Future<Integer> status : statuses) {
        assertThat(status.get()).isEqualTo(200);
      }
    }
  }

  @Test
  void aConsoleThatMustNotAskSaysWhichSettingForbidsIt() throws IOException {
    try (ServedConsole other = new ServedConsole(_ -> List.of(AskEndpoint.refusing()))) {
      Answer answer = other.post("/console/ask", "{\"url\":\"/a/1\"}");
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.body()).contains("management.console.ask is false");
    }
    assertThat(heads).isEmpty();
  }

  private Answer ask(String body) throws IOException {
    return console.post("/console/ask", body);
  }
}
