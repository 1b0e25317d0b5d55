package io.tributary.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One row per kind of mistake in an aggregate, each alone in a file. */
class AggregateMistakesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          (?s)aggregates:.* | aggregates: {}  | aggregates (line 5): there must be at least one aggregate
          (?s)aggregates:.* | ``              | aggregates (line 1): is missing
          (?s)parts:.*      | parts: {}       | aggregates./aggregate.parts (line 7): an aggregate needs at least one part
          (?s)parts:.*      | parts: []       | aggregates./aggregate.parts (line 7): must be a mapping, not a list
          (?s)parts:.*      | onPartial: 200  | aggregates./aggregate.parts (line 6): is missing
          (?s)parts:.*      | []              | aggregates./aggregate (line 7): must be a mapping, not a list
          """)
  void areReportedForWhatIsMissing(String regex, String replacement, String problem) {
    assertThat(Loading.problems(Loading.valid().replaceAll(regex, replacement)))
        .containsExactly(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          onPartial: 204          | .onPartial (line 7): must be a status that allows a body, not 204
          onPartial: 205          | .onPartial (line 7): must be a status that allows a body, not 205
          onPartial: 300          | .onPartial (line 7): must be a whole number from 200 to 299, not "300"
          onpartial: 200          | .onpartial (line 7): unknown key; did you mean onPartial?
          cacheControl: "a\\nb"   | .cacheControl (line 7): the value of a header must be printable ASCII on one line
          cacheControl: "strictest, private" | .cacheControl (line 7): must be strictest alone, or directives of Cache-Control
          cacheControl: Strictest | .cacheControl (line 7): must be strictest alone, or directives of Cache-Control
          cacheControl: " "       | .cacheControl (line 7): must not be empty; leave it out for no-store
          transform: wrong.jslt   | .transform (line 7): wrong.jslt is broken
          transform: [a.jslt]     | .transform (line 7): must be text, not a list
          """)
  void areReportedForAKey(String line, String problem) {
    assertThat(Loading.problems(Loading.withAggregate(line)))
        .containsExactly("aggregates./aggregate" + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          aggregate     | the path of an aggregate must start with /
          /             | the path must not have an empty segment
          /a/           | the path must not have an empty segment
          /a//b         | the path must not have an empty segment
          /a/{b}/{b}    | the parameter {b} appears twice
          /a/..         | the segment ".." must be letters, digits, - . _ and ~, or a {parameter}
          /a*           | the segment "a*" must be letters, digits, - . _ and ~, or a {parameter}
          /a%20b        | the segment "a%20b" must be letters, digits, - . _ and ~, or a {parameter}
          /a/x{b}       | the segment "x{b}" must be letters, digits, - . _ and ~, or a {parameter}
          /a/{2b}       | the segment "{2b}" must be letters, digits, - . _ and ~, or a {parameter}
          """)
  void areReportedForARoute(String route, String problem) {
    assertThat(Loading.problems(Loading.withRoute(route)))
        .containsExactly("aggregates." + route + " (line 6): " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          public, max-age=60     | Authorization
          max-age=1, PUBLIC      | authorization
          s-maxage=60            | Cookie
          max-age=60, must-revalidate | Authorization
          private="Set-Cookie", max-age=60, must-revalidate | Authorization
          x-private, must-revalidate | Authorization
          must-revalidate, ext="private, no-store" | Authorization
          public                 | X-Api-Key
          public                 | apikey
          public                 | X-Auth-Token
          public                 | X-Auth
          public                 | X-Session-Id
          public                 | X-Amz-Security-Token
          public                 | Ocp-Apim-Subscription-Key
          public                 | X-JWT-Assertion
          """)
  void b4AreReportedForASharedCacheOfWhatCredentialsDecide(String cacheControl, String header) {
    assertThat(Loading.problems(cached(cacheControl, header)))
        .containsExactly(
            "aggregates./aggregate.cacheControl (line 7): must not allow shared caches"
                + " (public, s-maxage, must-revalidate): the part users forwards "
                + header);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          private, max-age=60    | Authorization
          private, must-revalidate | Authorization
          No-Store, must-revalidate | Authorization
          max-age=60, ext="a, public, b" | Authorization
          public, max-age=60     | Accept-Language
          public, max-age=60     | X-Country-Code
          public, max-age=60     | X-Author
          public, max-age=60     | X-Tenant
          x-public=1             | Cookie
          """)
  void b4AreNotReportedForOtherCaches(String cacheControl, String header) {
    assertThat(Loading.problems(cached(cacheControl, header))).isEmpty();
  }

  private static String cached(String cacheControl, String header) {
    return Loading.withPart("forward: [" + header + "]")
        .replace("  /aggregate:\n", "  /aggregate:\n    cacheControl: '" + cacheControl + "'\n");
  }

  @Test
  void areReportedForARouteThatIsTooLong() {
    assertThat(Loading.problems(Loading.withRoute("/" + "a".repeat(1000))))
        .singleElement()
        .asString()
        .endsWith("(line 6): the path of an aggregate must not be longer than 1000 characters");
  }

  @Test
  void areReportedForRoutesThatAnswerTheSameRequests() {
    String one = "  /x/{a}/y: { parts: { p: { backend: users, path: /p } } }\n";
    String other = one.replace("{a}", "{b}");
    assertThat(Loading.problems(Loading.valid() + one + other))
        .containsExactly(
            "aggregates./x/{b}/y (line 11): matches the same requests as /x/{a}/y: only the names"
                + " of the parameters differ");
    assertThat(Loading.problems(Loading.valid() + one + other.replace("/y", "/z"))).isEmpty();
    assertThat(Loading.problems(Loading.valid() + one + other.replace("{b}", "b"))).isEmpty();
  }
}
