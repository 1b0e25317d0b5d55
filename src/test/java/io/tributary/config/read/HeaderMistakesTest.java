package io.tributary.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One row per kind of mistake in headers, each alone in a file. */
class HeaderMistakesTest {
  private static final String PART = "aggregates./aggregate.parts.users";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host",
        "content-length",
        "Transfer-Encoding",
        "Connection",
        "Keep-Alive",
        "Upgrade",
        "TE",
        "Trailer",
        "Proxy-Authorization",
        "proxy-x",
        "Accept-Encoding",
        "Request-Timeout-Ms",
        "x-request-id",
        "traceparent",
        "TraceState",
        "X-Forwarded-For",
        "x-forwarded-host",
        "X-Forwarded-Proto",
        "Forwarded",
        "Expect"
      })
  void areReportedForAHeaderThatIsNotTheirs(String name) {
    String message = " (line 8): the header " + name + " is set by Tributary or by the connection";
    assertThat(Loading.problems(Loading.withPart("forward: [" + name + "]")))
        .containsExactly(PART + ".forward[0]" + message);
    assertThat(Loading.problems(Loading.withPart("headers: { " + name + ": x }")))
        .containsExactly(PART + ".headers." + name + message);
    assertThat(Loading.problems(Loading.withBackend("headers: { " + name + ": x }")))
        .containsExactly("backends.users.headers." + name + message.replace("line 8", "line 3"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          forward: Authorization                     | .forward (line 8): must be a list, not a single value
          forward: [404]                             | .forward[0] (line 8): must be text; put it in quotes
          forward: [a b]                             | .forward[0] (line 8): "a b" is not a valid name of a header
          forward: ["a\\r\\nb"]                      | .forward[0] (line 8): "a  b" is not a valid name of a header
          forward: [Cookie, cookie]                  | .forward[1] (line 8): the header cookie appears twice
          headers: { Cookie: a }, forward: [cookie]  | .forward[0] (line 8): the header is also a constant in headers; only one of them can be sent
          headers: { A: x, a: y }                    | .headers.a (line 8): the header a appears twice
          headers: { "A B": x }                      | .headers.A B (line 8): "A B" is not a valid name of a header
          headers: { A: 1 }                          | .headers.A (line 8): must be text; put it in quotes
          headers: { A: "x\\r\\nB: y" }              | .headers.A (line 8): the value of a header must be printable ASCII on one line
          headers: { A: "\\u560a" }                  | .headers.A (line 8): the value of a header must be printable ASCII on one line
          headers: { idempotency-key: k }            | .headers.idempotency-key (line 8): would be the same for all requests, of which a backend does only the first; use idempotent: true, or forward the client's
          headers: { A: "\\0" }                      | .headers.A (line 8): the value of a header must be printable ASCII on one line
          """)
  void areReportedForAKey(String keys, String problem) {
    assertThat(Loading.problems(Loading.withPart(keys))).containsExactly(PART + problem);
  }
}
