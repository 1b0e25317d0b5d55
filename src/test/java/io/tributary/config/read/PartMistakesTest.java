package io.tributary.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.NotFound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One row per kind of mistake in a part, each alone in a file. */
class PartMistakesTest {
  private static final String PART = "aggregates./aggregate.parts.users";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          backend: users,                  | backend: usrs,   | .backend (line 8): there is no backend "usrs"; did you mean users?
          backend: users,                  | ``               | .backend (line 8): is missing
          , path: /users                   | ``               | .path (line 8): is missing
          { backend: users, path: /users } | /users           | ` (line 8): must be a mapping, not a single value`
          """)
  void areReportedForWhatIsMissing(String text, String replacement, String problem) {
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
          required: "true"            | .required (line 8): must be true or false; remove the quotes: true
          required: []                | .required (line 8): must be true or false, not a list
          required: true, default: 1  | .default (line 8): a required part cannot have a default
          default: [.nan]             | .default[0] (line 8): must be JSON, which has neither infinity nor NaN
          accept: []                  | .accept (line 8): must name at least one status; leave it out for 2xx
          accept: 404                 | .accept (line 8): must be a list, not a single value
          accept: [2xx, 1xx]          | .accept[1] (line 8): must be a status from 200 to 599, or 2xx, 3xx, 4xx or 5xx, not "1xx"
          accept: [{}]                | .accept[0] (line 8): must be a status from 200 to 599, or 2xx, 3xx, 4xx or 5xx, not a mapping
          accept: [199]               | .accept[0] (line 8): must be a status from 200 to 599
          accept: [600]               | .accept[0] (line 8): must be a status from 200 to 599
          with: { a: .orders }        | .with.a (line 8): the path has no variable {a}
          with: [a]                   | .with (line 8): must be a mapping, not a list
          fallback: users             | .fallback (line 8): a part cannot be its own fallback
          fallback: order             | .fallback (line 8): there is no part "order"; did you mean orders?
          fallback: 7                 | .fallback (line 8): must be text; put it in quotes
          """)
  void areReportedForAKey(String keys, String problem) {
    assertThat(Loading.problems(Loading.withPart(keys))).containsExactly(PART + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a: .orders wrong | .with.a (line 8): cannot parse
          a: 5             | .with.a (line 8): must be text; put it in quotes
          a:               | .with.a (line 8): has no value; it must be text
          a: .users        | ` (line 8): parts depend on each other: users -> users`
          """)
  void areReportedForAnExpression(String with, String problem) {
    assertThat(Loading.problems(Loading.withPath("\"/u{?a}\", with: { " + with + " }")))
        .containsExactly(PART + problem);
  }

  @Test
  void areReportedForANameThatNoVariableCanHave() {
    assertThat(Loading.problems(Loading.withPath("\"/u{?a}\", with: { a: .orders, a-b: .orders }")))
        .containsExactly(
            PART
                + ".with.a-b (line 8): the name of a variable may hold letters, digits and _, and"
                + " must not start with a digit");
  }

  @Test
  void areReportedForPartsThatWaitForEachOther() {
    String yaml =
        Loading.withPath("\"/u{?a}\", with: { a: .orders }")
            .replace("path: /orders", "path: \"/o{?b}\", with: { b: .users }");
    assertThat(Loading.problems(yaml))
        .containsExactly(PART + " (line 8): parts depend on each other: users -> orders -> users");
  }

  @Test
  void areReportedForANameThatHeadersCannotCarry() {
    assertThat(
            Loading.problems(
                Loading.valid().replace("orders: { backend", "\"or,ders\": { backend")))
        .containsExactly(
            "aggregates./aggregate.parts.or,ders (line 9): the name of a part must be 1 to 64"
                + " letters, digits, _ . or -, and must not start with . or -");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          users          | must start with one slash
          //evil.org/    | must start with one slash
          "{/x}"         | must start with one slash
          /a b           | must not contain " ", at " b"; encode it as %XX
          "/a\\r\\nb"    | must not contain " ", at "  b"; encode it as %XX
          /a\u00e9       | must not contain "\u00e9", at "\u00e9"; encode it as %XX
          /a%zz          | must not contain "%", at "%zz"; encode it as %XX
          "/a#b"         | must not contain "#", at "#b"; encode it as %XX
          "/a?b[c]=d"    | must not contain "[", at "[c]=d"; encode it as %XX
          "/it's"        | must not contain "'", at "'s"; encode it as %XX
          "/a}"          | must not contain "}", at "}"; encode it as %XX
          "/a{b"         | is not a URI template: { is not closed by }
          "/a{}"         | has an expression that is not supported: "{}"
          "/a{#b}"       | has an expression that is not supported: "{#b}"
          "/a{b,}"       | has an expression that is not supported: "{b,}"
          "/a{b:0}"      | has an expression that is not supported: "{b:0}"
          /a/../b        | must not have a dot segment
          /a/%2e%2E      | must not have a dot segment
          "/a/.?b=c"     | must not have a dot segment
          "/a/..{?b}"    | must not have a dot segment
          "/a/..%3Bb"    | must not have a dot segment
          /a%00          | must not contain %00
          "/a?b=1?c=2"   | must have one ? at most; write {&name} after ?a=b, or {?a,b}
          "/a{b-c}"      | has an expression that is not supported: "{b-c}"
          """)
  void areReportedForAPath(String path, String problem) {
    assertThat(Loading.problems(Loading.withPath(path)))
        .containsExactly(PART + ".path (line 8): " + problem);
  }

  /** The parameters would become part of others, or of the path. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /u?limit=10{?a}   | must have one ? at most; write {&name} after ?a=b, or {?a,b}
          /u{?b}{?a}        | must have one ? at most; write {&name} after ?a=b, or {?a,b}
          /u{?b}{&a}        | must end with the parameters that can be omitted, as in /a?b={b}{&c} or /a{?b,c}
          /u{?b}&a={a}      | must end with the parameters that can be omitted, as in /a?b={b}{&c} or /a{?b,c}
          /u{?b}/{a}        | must end with the parameters that can be omitted, as in /a?b={b}{&c} or /a{?b,c}
          /u{&a}            | must have a ? before {&name}, as in ?a=b{&name}
          /u{&a}?b={b}      | must have a ? before {&name}, as in ?a=b{&name}
          """)
  void b1AreReportedForAParameterInTheWrongPlace(String path, String problem) {
    String yaml =
        Loading.withAggregate("inputs: { a: { required: true }, b: { required: true } }")
            .replace("path: /users", "path: \"" + path + "\"");
    assertThat(Loading.problems(yaml)).containsExactly(PART + ".path (line 9): " + problem);
  }

  @Test
  void areReportedForAPathThatIsTooLong() {
    assertThat(Loading.problems(Loading.withPath("/" + "a".repeat(2000))))
        .containsExactly(PART + ".path (line 8): must not be longer than 2000 characters");
  }

  /** The client's parameter of that name would take its place. */
  @ParameterizedTest
  @ValueSource(strings = {"\"x\"", "1 + 1", "[for ([1]) .orders]"})
  void b3AreReportedForAWithThatReadsNoOtherPart(String expression) {
    String with = "path: \"/users{?id}\", with: { id: '" + expression + "' }";
    assertThat(Loading.problems(Loading.valid().replace("path: /users", with)))
        .containsExactly(
            PART
                + ".with (line 8): must read at least one other part, as in .name;"
                + " a constant belongs in the path");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          { pointer: orders/id }               | id.pointer (line 8): must start with a slash, as in /data/items
          { pointer: /order/id }               | id.pointer (line 8): there is no part "order"; did you mean orders?
          { each: /orders/id }                 | id.each (line 8): must have a * for the elements of an array, as in /orders/*/productId
          { each: /orders/*, pointer: /users } | id (line 8): must have either pointer or each
          { strict: true }                     | id (line 8): must have either pointer or each
          { pointer: /orders/id, jslt: .x }    | id.jslt (line 8): unknown key; known keys are pointer, each, strict
          """)
  void areReportedForPlaces(String expression, String problem) {
    String with = "path: \"/users{?id}\", with: { id: " + expression + " }";
    assertThat(Loading.problems(Loading.valid().replace("path: /users", with)))
        .contains(PART + ".with." + problem);
  }

  @ParameterizedTest
  @CsvSource({"order, did you mean orders?", "nobody, 'known parts are users, orders'"})
  void b3AreReportedForAWithThatReadsAPartThatIsNotThere(String name, String hint) {
    String with = "path: \"/users{?id}\", with: { id: '.orders.id + ." + name + ".id' }";
    assertThat(Loading.problems(Loading.valid().replace("path: /users", with)))
        .containsExactly(PART + ".with.id (line 8): there is no part \"" + name + "\"; " + hint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          .order.id                | there is no part "order"; did you mean orders?
          $inputs.paeg             | the aggregate has no input "paeg"; did you mean page?
          $inputs."a"              | the aggregate has no input "a"; known inputs are page
          $input.page              | the variable $input is not defined
          1 + 1                    | must read another part, as in .name, or an input, as in $inputs.name
          { pointer: /order/id }   | there is no part "order"; did you mean orders?
          """)
  void areReportedForACondition(String when, String problem) {
    String written = when.startsWith("{") ? when : "'" + when + "'";
    String yaml =
        Loading.withAggregate("inputs: { page: { type: integer } }")
            .replace("path: /users", "path: /users, when: " + written);
    assertThat(Loading.problems(yaml))
        .singleElement()
        .asString()
        .startsWith(PART + ".when")
        .endsWith(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          method: POT                                       | .method (line 8): must be GET, POST, PUT, PATCH or DELETE, not "POT"; did you mean POST?
          body: "1"                                         | .body (line 8): needs a method such as POST
          method: GET, idempotent: true                     | .idempotent (line 8): has no effect: a GET can always be sent again
          method: PUT, body: { each: /orders/*/id }         | .body (line 8): must be one document: JSLT, or pointer
          method: PUT, body: .order                         | .body (line 8): there is no part "order"; did you mean orders?
          failWhen: .orders.errors                          | .failWhen (line 8): there is no part "orders"; known parts are users
          failWhen: "true"                                  | .failWhen (line 8): must read the body of the part, as in .users.errors
          """)
  void areReportedForRequests(String keys, String problem) {
    assertThat(Loading.problems(Loading.withPart(keys))).contains(PART + problem);
  }

  @Test
  void areReportedForAMethodThatTheTransportDoesNotSend() {
    String yaml =
        Loading.withPart("method: POST").replace("users: { url:", "users: { transport: lean, url:");
    assertThat(Loading.problems(yaml))
        .containsExactly(
            PART
                + ".method (line 8): must be GET: the backend users has transport: lean, which sends"
                + " nothing else");
  }

  @Test
  void areReportedForAConditionThatReadsItsOwnPart() {
    assertThat(
            Loading.problems(Loading.valid().replace("path: /users", "path: /users, when: .users")))
        .containsExactly(PART + " (line 8): parts depend on each other: users -> users");
  }

  @Test
  void anInputAloneCanMakeAValue() {
    String yaml =
        Loading.withAggregate("inputs: { page: { type: integer } }")
            .replace("path: /users", "path: \"/u{?n}\", with: { n: '$inputs.page * 10' }");
    assertThat(Loading.config(yaml).aggregates().getFirst().parts().getFirst().needs()).isEmpty();
  }

  @Test
  void e5AreReportedForAPartCalledTotal() {
    assertThat(Loading.problems(Loading.valid().replace("      users:", "      total:")))
        .containsExactly(
            "aggregates./aggregate.parts.total (line 8): a part must not be called total:"
                + " Server-Timing has a total of its own");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          notFound: pass                                 | pass is for a required part only
          notFound: pass, required: false                | pass is for a required part only
          notFound: pass, required: true, accept: [4xx]  | pass has no effect: the part accepts 404
          notFound: pas, required: true                  | must be fail or pass, not "pas"; did you mean pass?
          notFound: true, required: true                 | must be fail or pass, not "true"
          """)
  void c14AreReportedForWhatNotFoundMeans(String keys, String problem) {
    assertThat(Loading.problems(Loading.withPath("/u, " + keys)))
        .containsExactly(PART + ".notFound (line 8): " + problem);
  }

  @Test
  void c14SeveralRequiredPartsMayPassTheirNotFound() {
    String pass = "path: /x, required: true, notFound: pass";
    assertThat(
            Loading.config(
                    Loading.valid().replace("path: /users", pass).replace("path: /orders", pass))
                .aggregates()
                .getFirst()
                .parts())
        .allMatch(part -> part.notFound() == NotFound.PASS);
  }
}
