package io.tributary.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One row per kind of mistake in a backend: alone in its file, with its line. */
class BackendMistakesTest {
  private static final String NO_BACKENDS =
      Loading.valid().replaceAll("(?s)backends:.*aggregates", "backends: {}\naggregates");

  @Test
  void thereMustBeBackends() {
    assertThat(Loading.problems(NO_BACKENDS))
        .containsExactly("backends (line 2): there must be at least one backend");
    assertThat(Loading.problems(NO_BACKENDS.replace("backends: {}\n", "")))
        .containsExactly("backends (line 1): is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          timeout: 3s             | .timeout (line 3): the timeout 3s is longer than the deadline 2s
          timeout: 0ms            | .timeout (line 3): must be at least 1ms
          maxConcurrent: 0        | .maxConcurrent (line 3): must be a whole number from 1 to 100000, not "0"
          maxBody: 0B             | .maxBody (line 3): must be from 1B to 1GiB
          maxBody: 2GiB           | .maxBody (line 3): must be from 1B to 1GiB
          maxBody: 9999999999GiB  | .maxBody (line 3): must be from 1B to 1GiB
          maxBody: 1MB            | .maxBody (line 3): must be a size such as 512KiB or 1MiB, not "1MB"
          maxBody: 2s             | .maxBody (line 3): must be a size such as 512KiB or 1MiB, not "2s"
          maxBody: 1024           | .maxBody (line 3): must be a size such as 512KiB or 1MiB, not "1024"
          maxBdy: 1MiB            | .maxBdy (line 3): unknown key; did you mean maxBody?
          breaker: 5              | .breaker (line 3): must be a mapping, not a single value
          breaker: { open: 0ms }  | .breaker.open (line 3): must be at least 1ms
          breaker: { fail: 1 }    | .breaker.fail (line 3): unknown key; known are failures, open
          headers: [A]            | .headers (line 3): must be a mapping, not a list
          """)
  void areToldOfAKey(String keys, String problem) {
    assertThat(Loading.problems(Loading.withBackend(keys)))
        .containsExactly("backends.users" + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ftp://h                  | must start with http:// or https://
          file:///etc/passwd       | must start with http:// or https://
          localhost:8081           | must start with http:// or https://
          ""                       | must start with http:// or https://
          "http://user:secret@h"   | must not hold a user or a password; send them in headers
          "http://h?a=b"           | must not hold a query or a fragment; a part's path may hold a query
          "http://h#x"             | must not hold a query or a fragment; a part's path may hold a query
          http:///x                | names no host that can be called (letters, digits, - and . in the name; no _)
          "http:h"                 | names no host that can be called (letters, digits, - and . in the name; no _)
          http://my_users:80       | names no host that can be called (letters, digits, - and . in the name; no _)
          http://h:0               | must have a port from 1 to 65535
          http://h:65536           | must have a port from 1 to 65535
          http://h/\u00e9          | must be ASCII; encode other characters as %XX
          http://h/a b             | is not a URL: Illegal character in path
          5                        | must be text; put it in quotes
          """)
  void areToldOfAUrl(String url, String problem) {
    assertThat(Loading.problems(Loading.withUrl(url)))
        .containsExactly("backends.users.url (line 3): " + problem);
  }

  @Test
  void areToldOfABackendThatIsNone() {
    String url = "{ url: \"http://localhost:8081\" }";
    assertThat(Loading.problems(Loading.valid().replace(url, "{}")))
        .containsExactly("backends.users.url (line 3): is missing");
    assertThat(Loading.problems(Loading.valid().replace(url, "x")))
        .containsExactly("backends.users (line 3): must be a mapping, not a single value");
  }

  @Test
  void areToldOfANameThatMetricsCannotCarry() {
    String odd = Loading.valid().replace("backends:", "backends:\n  o dd: { url: \"http://h\" }");
    assertThat(Loading.problems(odd))
        .containsExactly(
            "backends.o dd (line 3): the name of a backend may hold letters, digits, _ . and -,"
                + " and at most 64 of them");
  }
}
