package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.RawClient;
import io.tributary.support.RawClient.Answer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The status table of the contract, as far as parts decide it: a test for each row. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatusTableTest {
  private final Scene scene =
      new Scene(
          """
          deadline: 8s
          backends: { b: { url: @backend, maxBody: 64KiB }, n: { url: @nowhere } }
          aggregates:
            /partial/{status}:
              onPartial: 206
              cacheControl: max-age=60
              parts:
                good: { backend: b, path: /value/good, required: true }
                bad: { backend: b, path: "/status/{status}" }
            /default:
              parts:
                good: { backend: b, path: /value/good }
                bad: { backend: b, path: /status/500, default: { none: [1.10] } }
            /default-only:
              parts: { bad: { backend: b, path: /status/500, default: [] } }
            /accept:
              parts: { odd: { backend: b, path: /status/404, accept: [2xx, 404] } }
            /required/status:
              parts:
                bad: { backend: b, path: /status/500, required: true }
                slow: { backend: b, path: /hang }
            /resource/{status}:
              parts:
                it: { backend: b, path: "/status/{status}", required: true, notFound: pass }
                more: { backend: b, path: /value/more, required: true }
            /resource/of/missing:
              parts:
                it: { backend: b, path: /value/x, required: true, notFound: pass }
                more: { backend: b, path: /status/404, required: true }
            /required/unreachable:
              parts: { bad: { backend: n, path: /, required: true }, good: { backend: b, path: /value/x } }
            /required/late:
              parts:
                bad: { backend: b, path: /hang, timeout: 60ms, required: true }
                good: { backend: b, path: /value/x }
            /busy/{how}:
              parts: { it: { backend: b, path: "/busy/{how}", required: true } }
            /none/busy:
              parts: { a: { backend: b, path: "/busy/503,7" }, b: { backend: b, path: "/busy/429,9" } }
            /none/busy-or-broken:
              parts: { a: { backend: b, path: "/busy/503,7" }, b: { backend: b, path: /status/503 } }
            /none/mixed:
              parts: { a: { backend: b, path: /hang, timeout: 60ms }, b: { backend: n, path: / } }
          """);

  StatusTableTest() throws Exception {}

  @AfterAll
  void close() throws IOException {
    scene.close();
  }

  @Test
  void answers200WhenEveryPartSucceeds() throws IOException {
    Answer answer = scene.get("/partial/200");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("aggregate-complete")).isEqualTo("true");
    assertThat(answer.header("cache-control")).isEqualTo("max-age=60");
    assertThat(answer.body())
        .isEqualTo("{\"complete\":true,\"data\":{\"good\":[\"good\"],\"bad\":[]},\"errors\":[]}");
  }

  @Test
  void answersWithTheConfiguredStatusWhenAnOptionalPartFails() throws IOException {
    Answer answer = scene.get("/partial/503");
    assertThat(answer.status()).isEqualTo(206);
    assertThat(answer.header("aggregate-complete")).isEqualTo("false");
    assertThat(answer.header("cache-control")).isEqualTo("no-store");
    assertThat(answer.body())
        .startsWith("{\"complete\":false,\"data\":{\"good\":[\"good\"],\"bad\":null},\"errors\":[{")
        .contains("\"reason\":\"bad_status\",\"status\":503,");
  }

  @Test
  void putsTheDefaultInThePlaceOfAFailedPartAndStillSaysSo() throws IOException {
    Answer answer = scene.get("/default");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .startsWith(
            "{\"complete\":false,\"data\":{\"good\":[\"good\"],\"bad\":{\"none\":[1.10]}},"
                + "\"errors\":[{\"part\":\"bad\",\"reason\":\"bad_status\"");
  }

  @Test
  void doesNotTakeADefaultForASuccess() throws IOException {
    assertThat(scene.get("/default-only").status()).isEqualTo(502);
  }

  @Test
  void takesTheStatusesAPartAcceptsForSuccess() throws IOException {
    assertThat(scene.get("/accept").body())
        .isEqualTo("{\"complete\":true,\"data\":{\"odd\":[]},\"errors\":[]}");
  }

  @Test
  void answers502AtOnceWhenARequiredPartFailsAndStopsTheOthers() throws IOException {
    try (RawClient client = scene.connect()) {
      Answer answer = client.get("/required/status").answer();
      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.header("aggregate-complete")).isEqualTo("false");
      assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
      assertThat(answer.body())
          .contains("\"detail\":\"the required part bad failed\"")
          .contains("\"errors\":[{\"part\":\"bad\",\"reason\":\"bad_status\",\"status\":500,")
          .doesNotContain("\"slow\"");
      assertThat(answer.header("server-timing")).contains("slow;dur=").contains("\"skipped\"");
    }
    scene.awaitHanging(0);
  }

  @Test
  void c14Answers404WhenTheBackendOfTheResourceDoes() throws IOException {
    Answer answer = scene.get("/resource/404");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    assertThat(answer.header("cache-control")).isEqualTo("no-store");
    assertThat(answer.header("aggregate-complete")).isEqualTo("false");
    assertThat(answer.body())
        .startsWith(
            "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
                + "\"detail\":\"the required part it was not found\","
                + "\"errors\":[{\"part\":\"it\",\"reason\":\"bad_status\",\"status\":404,");
  }

  @ParameterizedTest
  @CsvSource({"/resource/410, 502", "/resource/500, 502", "/resource/of/missing, 502"})
  void c14AnyOtherFailureStaysWhatItIs(String path, int status) throws IOException {
    assertThat(scene.get(path).status()).isEqualTo(status);
  }

  @Test
  void answers502WhenARequiredPartIsUnreachable() throws IOException {
    Answer answer = scene.get("/required/unreachable");
    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.headers("retry-after")).isEmpty();
  }

  @Test
  void answers504WhenARequiredPartTimesOut() throws IOException {
    Answer answer = scene.get("/required/late");
    assertThat(answer.status()).isEqualTo(504);
    assertThat(answer.body()).contains("\"reason\":\"timeout\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /busy/503,7                              | 503 | 7
          /busy/429,120                            | 503 | 120
          /busy/503,0                              | 503 | 1
          /busy/503,999999999999                   | 503 | 3600
          /busy/503,Wed%2C%2001%20Jan%202020%2000:00:00%20GMT | 502 |
          /busy/503,soon                           | 502 |
          /busy/503,-1                             | 502 |
          /busy/503,9999999999999999999            | 503 | 3600
          /busy/500,7                              | 502 |
          /none/busy                               | 503 | 9
          /none/busy-or-broken                     | 502 |
          """)
  void answers503WhenABackendRefusesAndSaysWhenToComeBack(
      String path, int status, @Nullable String retryAfter) throws IOException {
    Answer answer = scene.get(path);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("retry-after")).isEqualTo(retryAfter == null ? "" : retryAfter);
  }

  /** A stream has sent its head by then. */
  @ParameterizedTest
  @CsvSource({"/busy/429;120, 503, 120", "/none/busy, 503, 9", "/busy/500;7, 502,"})
  void theLastEventOfAStreamSaysWhenToComeBack(String path, int status, @Nullable String retryAfter)
      throws Exception {
    String asked = path.replace(';', ',');
    String events = scene.gateway().get(asked, "Accept", "application/x-ndjson").body();
    String after = retryAfter == null ? "" : ",\"retryAfter\":" + retryAfter;
    assertThat(events.lines().toList().getLast())
        .contains("\"status\":" + status + ",\"detail\":")
        .endsWith("\"" + after + "}}");
  }

  @Test
  void answers502WhenNoPartSucceedsForDifferentReasons() throws IOException {
    assertThat(scene.get("/none/mixed").status()).isEqualTo(502);
  }
}
