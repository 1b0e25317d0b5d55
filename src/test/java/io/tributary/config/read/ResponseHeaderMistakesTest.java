package io.tributary.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.HeaderConfig;
import io.tributary.config.HeaderConfig.Rule;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One row per kind of mistake in the headers that a response has from its parts. */
class ResponseHeaderMistakesTest {
  private static final String YAML =
      """
      backends: { b: { url: "http://b.example" } }
      aggregates:
        /a:
          headers: { @headers }
          parts:
            orders: { backend: b, path: /orders }
            audit: { backend: b, path: /audit, background: true }
            items: { backend: b, path: "/items/{id}", forEach: { id: .orders } }
            bulk: { backend: b, path: "/items{?id}", with: { id: .orders }, chunk: 5 }
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          X-A: { from: order }         | .X-A.from: there is no part "order"; did you mean orders?
          X-A: { from: nobody }        | .X-A.from: there is no part "nobody"; known parts are orders, audit, items, bulk
          X-A: { from: audit }         | .X-A.from: no response waits for audit, a part in the background
          X-A: { from: items }         | .X-A.from: the part items makes several calls; all, first and append can take their headers
          X-A: { from: bulk }          | .X-A.from: the part bulk makes several calls; all, first and append can take their headers
          X-A: { from: [orders] }      | .X-A.from: must be text, not a list
          X-A: {}                      | .X-A.from: is missing
          X-A: { from: orders, x: 1 }  | .X-A.x: unknown key; known keys are from
          X-A: al                      | .X-A: must be drop, first, all, append or { from: PART }, not "al"; did you mean all?
          X-A: from                    | .X-A: must be drop, first, all, append or { from: PART }, not "from"
          X-A: orders                  | .X-A: must be drop, first, all, append or { from: PART }, not "orders"; did you mean { from: orders }?
          X-A: [all]                   | .X-A: must be drop, first, all, append or { from: PART }, not a list
          X-A: drop                    | .X-A: has no effect: a header of a part is left out unless a rule takes it, and of its own headers a response can drop ETag and Server-Timing
          etag: first                  | .etag: must be drop: that of a part would not be true of the response
          Server-Timing: all           | .Server-Timing: must be drop: that of a part would not be true of the response
          Set-Cookie: append           | .Set-Cookie: must not be append: cookies cannot share a line. Use all
          X-A: all, x-a: first         | .x-a: the header x-a appears twice
          "X A": all                   | .X A: "X A" is not a valid name of a header
          "X\\r\\nA": all              | .X  A: "X  A" is not a valid name of a header
          "": all                      | .: "" is not a valid name of a header
          Connection: all              | .Connection: no part can set it: the header belongs to the connection
          Content-Length: all          | .Content-Length: no part can set it: the header describes the body, which no part makes alone
          Cache-Control: all           | .Cache-Control: no part can set it: the header decides who may store the response, as cacheControl does
          X-Request-Id: drop           | .X-Request-Id: no part can set it: the header is set by Tributary
          """)
  void areReported(String headers, String problem) {
    assertThat(Loading.problems(YAML.replace("@headers", headers)))
        .containsExactly("aggregates./a.headers" + problem.replaceFirst(": ", " (line 4): "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TRANSFER-ENCODING",
        "Keep-Alive",
        "Upgrade",
        "proxy-authenticate",
        "Alt-Svc",
        "content-type",
        "Content-Encoding",
        "Vary",
        "Age",
        "Expires",
        "CDN-Cache-Control",
        "X-Accel-Expires",
        "Access-Control-Allow-Origin",
        "Timing-Allow-Origin",
        "Date",
        "Aggregate-Complete",
        "Retry-After",
        "traceparent",
        "Strict-Transport-Security",
        "Clear-Site-Data",
        "Cross-Origin-Opener-Policy",
        "X-Frame-Options"
      })
  void areReportedForAHeaderThatNoPartDecides(String name) {
    assertThat(Loading.problems(YAML.replace("@headers", name + ": all")))
        .singleElement()
        .asString()
        .startsWith("aggregates./a.headers." + name + " (line 4): no part can set it: the header ");
  }

  @Test
  void areAllReportedTogether() {
    assertThat(Loading.problems(YAML.replace("@headers", "X-A: al, Vary: all, X-B: { from: x }")))
        .hasSize(3);
  }

  @Test
  void tooManyAreRefused() {
    String many =
        IntStream.range(0, 51).mapToObj(i -> "X-" + i + ": all").collect(Collectors.joining(", "));
    assertThat(Loading.problems(YAML.replace("@headers", many)))
        .containsExactly("aggregates./a.headers (line 4): must have at most 50 headers");
  }

  @Test
  void noneIsReportedForRulesThatCanBeApplied() {
    assertThat(
            Loading.config(
                    YAML.replace("@headers", "X-B: { from: orders }, Set-Cookie: all, ETAG: drop"))
                .aggregates()
                .getFirst()
                .headers())
        .containsExactly(
            new HeaderConfig("X-B", Rule.FROM, Optional.of("orders")),
            new HeaderConfig("Set-Cookie", Rule.ALL, Optional.empty()),
            new HeaderConfig("ETAG", Rule.DROP, Optional.empty()));
  }
}
