package io.tributary.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One row per kind of mistake in a part: alone in its file, with its line. */
class PartMistakesTest {
  private static final String PART = "aggregates./aggregate.parts.users";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          backend: users,                  | backend: usrs,   | .backend (line 8): no backend is called "usrs"; there are users, orders
          backend: users,                  | ``               | .backend (line 8): is missing
          , path: /users                   | ``               | .path (line 8): is missing
          { backend: users, path: /users } | /users           | ` (line 8): must be a mapping, not a single value`
          """)
  void areToldOfWhatIsMissing(String text, String replacement, String problem) {
    assertThat(Loading.problems(Loading.valid().replace(text, replacement)))
        .containsExactly(PART + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          timeOut: 1s                 | .timeOut (line 8): unknown key; did you mean timeout?
          timeout: 2001ms             | .timeout (line 8): the timeout 2001ms is longer than the deadline 2s
          timeout: 0s                 | .timeout (line 8): must be at least 1ms
          required: yes               | .required (line 8): must be true or false, not "yes"
          required: "true"            | .required (line 8): must be true or false; take away the quotes: true
          required: []                | .required (line 8): must be true or false, not a list
          required: true, default: 1  | .default (line 8): a required part cannot have a default
          default: [.nan]             | .default[0] (line 8): must be JSON, which has no infinity and no NaN
          accept: []                  | .accept (line 8): accepts no status; name some or leave it out for 2xx
          accept: 404                 | .accept (line 8): must be a list, not a single value
          accept: [2xx, 1xx]          | .accept[1] (line 8): must be a status from 200 to 599, or 2xx, 3xx, 4xx or 5xx, not "1xx"
          accept: [{}]                | .accept[0] (line 8): must be a status from 200 to 599, or 2xx, 3xx, 4xx or 5xx, not a mapping
          accept: [199]               | .accept[0] (line 8): must be a status from 200 to 599
          accept: [600]               | .accept[0] (line 8): must be a status from 200 to 599
          with: { a: .orders }        | .with.a (line 8): the path uses no variable {a}
          with: [a]                   | .with (line 8): must be a mapping, not a list
          """)
  void areToldOfAKey(String keys, String problem) {
    assertThat(Loading.problems(Loading.withPart(keys))).containsExactly(PART + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a: wrong       | .with.a (line 8): cannot parse
          a: 5           | .with.a (line 8): must be text; put it in quotes
          a:             | .with.a (line 8): has no value; it must be text
          a-b: x         | .with.a-b (line 8): a variable's name may hold letters, digits and _, and starts with no digit
          a: .users      | ` (line 8): parts wait for each other: users -> users`
          """)
  void areToldOfAnExpression(String with, String problem) {
    assertThat(Loading.problems(Loading.withPath("\"/u{?a}\", with: { " + with + " }")))
        .containsExactly(PART + problem);
  }

  @Test
  void areToldOfPartsThatWaitForEachOther() {
    String yaml =
        Loading.withPath("\"/u{?a}\", with: { a: .orders }")
            .replace("path: /orders", "path: \"/o{?b}\", with: { b: .users }");
    assertThat(Loading.problems(yaml))
        .containsExactly(PART + " (line 8): parts wait for each other: users -> orders -> users");
  }

  @Test
  void areToldOfANameThatHeadersCannotCarry() {
    assertThat(
            Loading.problems(
                Loading.valid().replace("orders: { backend", "\"or,ders\": { backend")))
        .containsExactly(
            "aggregates./aggregate.parts.or,ders (line 9): the name of a part may hold letters,"
                + " digits, _ . and -, and at most 64 of them");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          users          | must start with / (and only one)
          //evil.org/    | must start with / (and only one)
          "{/x}"         | must start with / (and only one)
          /a b           | holds " " at " b", which a path must not; encode it as %XX
          "/a\\r\\nb"    | holds " " at "  b", which a path must not; encode it as %XX
          /a\u00e9       | holds "\u00e9" at "\u00e9", which a path must not; encode it as %XX
          /a%zz          | holds "%" at "%zz", which a path must not; encode it as %XX
          "/a#b"         | holds "#" at "#b", which a path must not; encode it as %XX
          "/a?b[c]=d"    | holds "[" at "[c]=d", which a path must not; encode it as %XX
          "/it's"        | holds "'" at "'s", which a path must not; encode it as %XX
          "/a}"          | holds "}" at "}", which a path must not; encode it as %XX
          "/a{b"         | is not a URI template: { is not closed by }
          "/a{}"         | is not a URI template that can be used: "{}"
          "/a{#b}"       | is not a URI template that can be used: "{#b}"
          "/a{b,}"       | is not a URI template that can be used: "{b,}"
          "/a{b:0}"      | is not a URI template that can be used: "{b:0}"
          "/a{b-c}"      | is not a URI template that can be used: "{b-c}"
          """)
  void areToldOfAPath(String path, String problem) {
    assertThat(Loading.problems(Loading.withPath(path)))
        .containsExactly(PART + ".path (line 8): " + problem);
  }

  @Test
  void areToldOfAPathThatIsTooLong() {
    assertThat(Loading.problems(Loading.withPath("/" + "a".repeat(2000))))
        .containsExactly(PART + ".path (line 8): must not be longer than 2000 characters");
  }
}
