package io.tributary.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One row per kind of mistake in a backend, each alone in a file. */
class BackendMistakesTest {
  private static final String HOST =
      "letters, digits, - _ and . for a name, or an IP address, IPv6 in brackets";
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
          breaker: { fail: 1 }    | .breaker.fail (line 3): unknown key; known keys are failures, open
          headers: [A]            | .headers (line 3): must be a mapping, not a list
          """)
  void areReportedForAKey(String keys, String problem) {
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
          "http://h?a=b"           | must not hold a query or a fragment; the path of a part may hold a query
          "http://h#x"             | must not hold a query or a fragment; the path of a part may hold a query
          "http:h"                 | must start with http:// or https://
          http:///x                | has no valid host: HOST
          http://:80               | has no valid host: HOST
          http://a..b              | has no valid host: HOST
          http://-a                | has no valid host: HOST
          http://a b               | has no valid host: HOST
          http://h\u00e9           | has no valid host: HOST
          http://1.2.3             | has no valid host: HOST
          http://1.2.3.256         | has no valid host: HOST
          http://::1               | has no valid host: HOST
          "http://[::1"            | has no valid host: HOST
          "http://[1.2.3.4]"       | has no valid host: HOST
          "http://[fe80::1%eth0]"  | has no valid host: HOST
          "http://[::1]8080"       | must have a port from 1 to 65535
          "http://h:"              | must have a port from 1 to 65535
          http://h:0               | must have a port from 1 to 65535
          http://h:080             | must have a port from 1 to 65535
          http://h:65536           | must have a port from 1 to 65535
          http://h:80:80           | must have a port from 1 to 65535
          http://h/\u00e9          | has a path with a character that must be encoded as %XX
          http://h/a b             | has a path with a character that must be encoded as %XX
          http://h/it's            | has a path with a character that must be encoded as %XX
          http://h/%2              | has a path with a character that must be encoded as %XX
          http://h/a/../b          | must not hold the path segment . or ..
          http://h/%2e%2E/b        | must not hold the path segment . or ..
          http://h/..;/b           | must not hold the path segment . or ..
          http://h/a%2f..%2fb      | must not hold the path segment . or ..
          http://h/a%00            | must not contain %00
          5                        | must be text; put it in quotes
          """)
  void areReportedForAUrl(String url, String problem) {
    assertThat(Loading.problems(Loading.withUrl(url)))
        .containsExactly("backends.users.url (line 3): " + problem.replace("HOST", HOST));
  }

  @Test
  void areReportedForABackendThatIsNone() {
    String url = "{ url: \"http://localhost:8081\" }";
    assertThat(Loading.problems(Loading.valid().replace(url, "{}")))
        .containsExactly("backends.users.url (line 3): is missing");
    assertThat(Loading.problems(Loading.valid().replace(url, "x")))
        .containsExactly("backends.users (line 3): must be a mapping, not a single value");
  }

  @Test
  void areReportedForANameThatMetricsCannotCarry() {
    String odd = Loading.valid().replace("backends:", "backends:\n  o dd: { url: \"http://h\" }");
    assertThat(Loading.problems(odd))
        .containsExactly(
            "backends.o dd (line 3): the name of a backend must be 1 to 64 letters, digits, _ ."
                + " or -, and must not start with . or -");
  }
}
