package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.RawClient;
import io.tributary.support.RawClient.Answer;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every reason why a part fails, over real sockets, and what it leaves of the other parts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReasonsTest {
  private static final String GOOD = "\"good\":[\"good\"]";

  private final Scene scene =
      new Scene(
          """
          deadline: 60s
          backends:
            b: { url: @backend, maxBody: 64KiB }
            broken: { url: @backend, breaker: { failures: 2, open: 60s } }
            narrow: { url: @backend, maxConcurrent: 1 }
          aggregates:
            /fault/{fault}:
              parts: { good: { backend: b, path: /value/good }, bad: { backend: b, path: "/{fault}" } }
            /timeout/{fault}:
              parts:
                good: { backend: b, path: /value/good }
                bad: { backend: b, path: "/{fault}", timeout: 800ms }
            /broken:
              parts: { bad: { backend: broken, path: /status/503 } }
            /required-broken:
              parts:
                good: { backend: b, path: /value/good }
                bad: { backend: broken, path: /status/503, required: true }
            /narrow:
              parts: { good: { backend: b, path: /value/good }, bad: { backend: narrow, path: /value/x } }
            /only-narrow: { parts: { bad: { backend: narrow, path: /value/x } } }
            /occupied: { parts: { bad: { backend: narrow, path: /hang } } }
            /dependency:
              parts:
                good: { backend: b, path: /value/good }
                first: { backend: b, path: /status/500 }
                second: { backend: b, path: "/value{/id}", with: { id: ".first" } }
          """);

  ReasonsTest() throws Exception {}

  @AfterAll
  void close() throws IOException {
    scene.close();
  }

  @ParameterizedTest
  @CsvSource({
    "hang, timeout",
    "drip, timeout",
    "close, unreachable",
    "cut, unreachable",
    "garbage, unreachable",
    "processing, timeout",
    "truncated, bad_body",
    "html, bad_body",
    "nan, bad_body",
    "empty, bad_body",
    "large, too_large",
    "endless, too_large"
  })
  void keepsTheOthersWhateverABackendDoes(String fault, String reason) throws IOException {
    String route = reason.equals("timeout") ? "/timeout/" : "/fault/";
    Answer answer = scene.get(route + fault);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .startsWith("{\"complete\":false,\"data\":{" + GOOD + ",\"bad\":null},\"errors\":[{")
        .contains("\"part\":\"bad\",\"reason\":\"" + reason + "\"")
        .doesNotContain("127.0.0.1", "Exception", "html", "SSH", "/" + fault);
    assertThat(answer.header("server-timing")).contains(";desc=\"" + reason + "\", total;dur=");
    assertThat(scene.get("/fault/value").body()).contains(GOOD);
  }

  @Test
  void leavesABackendAloneThatKeepsFailing() throws IOException {
    assertThat(scene.get("/broken").body()).contains("\"reason\":\"bad_status\"");
    assertThat(scene.get("/broken").body()).contains("\"reason\":\"bad_status\"");
    int calls = scene.backendHeads().size();
    for (String path : new String[] {"/broken", "/required-broken"}) {
      Answer answer = scene.get(path);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("retry-after")).isEqualTo("1");
      assertThat(answer.body()).contains("\"reason\":\"circuit_open\"").doesNotContain("127.0.0.1");
    }
    assertThat(scene.backendHeads().subList(calls, scene.backendHeads().size()))
        .noneMatch(head -> head.startsWith("GET /status/503"));
  }

  @Test
  void refusesACallBeyondTheBackendsLimit() throws IOException {
    try (RawClient occupying = scene.connect()) {
      occupying.get("/occupied");
      scene.awaitHanging(1);
      assertThat(scene.get("/narrow").body())
          .contains("{" + GOOD + ",\"bad\":null}", "\"reason\":\"rejected\"");
      Answer alone = scene.get("/only-narrow");
      assertThat(alone.status()).isEqualTo(503);
      assertThat(alone.header("retry-after")).isEqualTo("1");
    }
  }

  @Test
  void doesNotAskForAPartWhoseInputsCameFromAFailedOne() throws IOException {
    Answer answer = scene.get("/dependency");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .contains("{" + GOOD + ",\"first\":null,\"second\":null}")
        .contains(
            "{\"part\":\"second\",\"reason\":\"dependency\","
                + "\"message\":\"the part first, which it depends on, failed\",");
  }
}
