package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.RawClient.Answer;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a client shortens its deadline, and what each backend is told of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestTimeoutHeadersTest {
  private static final Pattern LEFT = Pattern.compile("(?im)^request-timeout-ms: (\\d+)$");
  private static final int MOST_TRIES = 100;

  private final Scene scene =
      new Scene(
          """
          deadline: 60s
          backends: { b: { url: @backend } }
          aggregates:
            /good: { parts: { a: { backend: b, path: /value/a } } }
            /hang: { parts: { a: { backend: b, path: /value/a }, b: { backend: b, path: /hang } } }
            /short: { parts: { a: { backend: b, path: /value/a, timeout: 500ms } } }
          """);

  private int asked;

  RequestTimeoutHeadersTest() throws Exception {}

  @AfterAll
  void close() throws IOException {
    scene.close();
  }

  /**
   * Ten per cent, at least 30 ms, are kept back for the answer. On a busy machine, less may be left
   * when the backend is called.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Accept: */*              | 54000",
        "Request-Timeout-Ms: 1000 | 900",
        "Request-Timeout-Ms: 100  | 70",
        "Request-Timeout-Ms: 1    | 20",
        "Request-Timeout-Ms: 60001 | 54000",
        "Request-Timeout-Ms: 999999999999999999 | 54000",
        "Prefer: wait=1           | 900",
        "Prefer: respond-async, Wait=\"2\" | 1800",
        "Prefer: wait=999999999   | 54000",
        "Prefer: wait=abc         | 54000",
        "Prefer: wait=1.5         | 54000",
        "Prefer: wait             | 54000",
        "Prefer: a=\"b, wait=1\"    | 54000",
        "Prefer: a=\"\\\", wait=1\"  | 54000",
        "Prefer: a; wait=1        | 54000",
        "Prefer: wait=1; a=b      | 900",
        "Prefer: await=1          | 54000"
      })
  void tellsTheBackendWhatIsLeft(String header, long most) throws IOException {
    long least = most < 100 ? 1 : most / 2;
    long left = left("/good", header);
    for (int i = 0; i < MOST_TRIES && left < least; i++) {
      left = left("/good", header);
    }
    assertThat(left).isBetween(least, most);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Request-Timeout-Ms: 3000", "Prefer: wait=3"})
  void neverTellsMoreThanThePartsTimeout(String header) throws IOException {
    assertThat(left("/short", header)).isBetween(1L, 500L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Request-Timeout-Ms: 5000", "Request-Timeout-Ms: 5500"})
  void answersWithinTheShortenedTimeWithWhatThereIs(String header) throws IOException {
    long start = System.nanoTime();
    Answer answer = scene.get("/hang", header);
    assertThat((System.nanoTime() - start) / 1_000_000).isBetween(4500L, 30_000L);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("\"a\":[\"a\"],\"b\":null", "\"reason\":\"timeout\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Request-Timeout-Ms: 0", "Prefer: wait=0", "Request-Timeout-Ms: 000"})
  void answers504WithoutACallWhenNoTimeIsLeft(String header) throws IOException {
    int calls = scene.backendHeads().size();
    Answer answer = scene.get("/good", header);
    assertThat(answer.status()).isEqualTo(504);
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    assertThat(scene.backendHeads()).hasSize(calls);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Request-Timeout-Ms: -5",
        "Request-Timeout-Ms: +5",
        "Request-Timeout-Ms: NaN",
        "Request-Timeout-Ms: 1e12",
        "Request-Timeout-Ms: 1.5",
        "Request-Timeout-Ms: ",
        "Request-Timeout-Ms: 5, 6",
        "Request-Timeout-Ms: 9999999999999999999",
        "Request-Timeout-Ms: 5\r\nRequest-Timeout-Ms: 5"
      })
  void fault82Answers400ForATimeThatIsNoWholeNumber(String header) throws IOException {
    int calls = scene.backendHeads().size();
    Answer answer = scene.get("/good", header);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains("\"detail\":\"Request-Timeout-Ms must be one whole number of milliseconds\"");
    assertThat(scene.backendHeads()).hasSize(calls);
  }

  /** What the backend is told. Asks until there was time to call it. */
  private long left(String path, String header) throws IOException {
    for (int i = 0; i < MOST_TRIES; i++) {
      String id = "id-" + ++asked;
      assertThat(scene.get(path, header, "X-Request-Id: " + id).status()).isIn(200, 504);
      for (String head : scene.backendHeads()) {
        if (head.contains(": " + id + "\r\n")) {
          Matcher matcher = LEFT.matcher(head);
          assertThat(matcher.find()).as(head).isTrue();
          return Long.parseLong(matcher.group(1));
        }
      }
    }
    throw new AssertionError("the backend was not called");
  }
}
