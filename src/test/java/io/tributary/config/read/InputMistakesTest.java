package io.tributary.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Patience;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One row per kind of mistake in the inputs of an aggregate, each alone in a file. */
class InputMistakesTest {
  private static final String AGGREGATE = "aggregates./aggregate";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          inputs: []                     | .inputs (line 7): must be a mapping, not a list
          inputs: { a: string }          | .inputs.a (line 7): must be a mapping, not a single value
          inputs: { a-b: {} }            | .inputs.a-b (line 7): the name of an input must be 1 to 64 letters, digits, _ and single dots; name can give it another one in the request
          inputs: { a..b: {} }           | .inputs.a..b (line 7): the name of an input must be 1 to 64 letters, digits, _ and single dots; name can give it another one in the request
          strictQuery: "yes"             | .strictQuery (line 7): must be true or false, not "yes"
          strictQuerry: true             | .strictQuerry (line 7): unknown key; did you mean strictQuery?
          inputs: { a: {}, b: { name: a } }                            | .inputs.b (line 7): another input already reads the query parameter a
          inputs: { a: { in: header }, b: { in: header, name: A } }    | .inputs.b (line 7): the header A appears twice
          inputs: { a: { in: header, name: "A B" } }                   | .inputs.a (line 7): "A B" is not a valid name of a header
          inputs: { host: { in: header } }                             | .inputs.host (line 7): the header host is set by Tributary or by the connection
          inputs: { a: { in: header, name: X-Forwarded-For } }         | .inputs.a (line 7): the header X-Forwarded-For is set by Tributary or by the connection
          inputs: { a: { name: "" } }                                  | .inputs.a (line 7): the name of a query parameter must be 1 to 100 printable ASCII characters
          """)
  void areReportedForAnInput(String line, String problem) {
    assertThat(Loading.problems(Loading.withAggregate(line))).containsExactly(AGGREGATE + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          in: cookie                           | .in (line 7): must be path, query or header, not "cookie"
          in: path                             | .in (line 7): the route has no parameter {a}
          type: int                            | .type (line 7): must be string, integer, number, boolean or array, not "int"
          typ: integer                         | .typ (line 7): unknown key; did you mean type?
          schema: { type: string }             | .schema (line 7): unknown key; known keys are in, type, required, minLength, maxLength, pattern, format, minimum, maximum, enum and 4 more
          required: true, default: x           | .default (line 7): a required input cannot have a default
          default: 5                           | .default (line 7): must be text; put it in quotes
          default: ~                           | .default (line 7): has no value; it must be text
          default: [x]                         | .default (line 7): must be text, not a list
          type: integer, default: x            | .default (line 7): must be a number, not "x"
          type: integer, default: 1.5          | .default (line 7): must be a whole number of 64 bits
          type: integer, maximum: 5, default: 6 | .default (line 7): must be a whole number from -9223372036854775808 to 5
          type: boolean, default: 1            | .default (line 7): must be true or false, not "1"
          enum: [a, b], default: c             | .default (line 7): must be one of a, b
          type: array, default: x              | .default (line 7): must be a list, not a single value
          type: array, default: [x, 1]         | .default[1] (line 7): must be text; put it in quotes
          type: array, items: { type: array }  | .items.type (line 7): must be string, integer, number or boolean, not "array"
          type: array, items: { maxItems: 1 }  | .items.maxItems (line 7): unknown key; known keys are type, minLength, maxLength, pattern, format, minimum, maximum, enum
          type: array, items: { min: 1 }       | .items.min (line 7): unknown key; known keys are type, minLength, maxLength, pattern, format, minimum, maximum, enum
          type: array, pattern: x              | .pattern (line 7): belongs in items, which describes the values of the array
          type: array, enum: [x]               | .enum (line 7): belongs in items, which describes the values of the array
          type: array, maxItems: 101           | .maxItems (line 7): must be a whole number from 1 to 100, not "101"
          type: array, maxItems: 1, default: [x, y] | .default (line 7): must have at most 1 items
          required: yes, default: x            | .required (line 7): must be true or false, not "yes"
          type: array, maxItems: 0             | .maxItems (line 7): must be a whole number from 1 to 100, not "0"
          items: {}                            | .items (line 7): is not for values of the type string
          maxItems: 5                          | .maxItems (line 7): is not for values of the type string
          minimum: 5                           | .minimum (line 7): is not for values of the type string
          type: integer, maxLength: 5          | .maxLength (line 7): is not for values of the type integer
          type: number, pattern: x             | .pattern (line 7): is not for values of the type number
          type: number, format: int32          | .format (line 7): is not for values of the type number
          type: integer, format: uuid          | .format (line 7): must be int32 or int64, not "uuid"
          format: uri                          | .format (line 7): must be uuid, date, date-time or email, not "uri"
          minLength: 2, maxLength: 1           | .minLength (line 7): must not be greater than maxLength, 1
          minLength: 1025                      | .minLength (line 7): must not be greater than maxLength, 1024
          maxLength: 8193                      | .maxLength (line 7): must be a whole number from 1 to 8192, not "8193"
          type: number, minimum: 2, maximum: 1 | .minimum (line 7): there is no number between the bounds
          type: integer, minimum: 1.5, maximum: 1.6 | .minimum (line 7): there is no number between the bounds
          type: integer, minimum: 1e30         | .minimum (line 7): there is no number between the bounds
          type: number, minimum: 1e999         | .minimum (line 7): must be a number as in JSON
          type: number, minimum: "1"           | .minimum (line 7): must be a number; remove the quotes: 1
          type: number, minimum: .inf          | .minimum (line 7): must be a number, not ".inf"
          enum: []                             | .enum (line 7): must name at least one value
          enum: [a, 5]                         | .enum[1] (line 7): must be text; put it in quotes
          type: integer, minimum: 3, enum: [1] | .enum[0] (line 7): must be a whole number from 3 to 9223372036854775807
          pattern: "("                         | .pattern (line 7): is not a regular expression of RE2, which has no look-around and no back references: missing closing ) (
          pattern: "a(?=b)"                    | .pattern (line 7): is not a regular expression of RE2, which has no look-around and no back references: invalid or unsupported Perl syntax (?=
          pattern: "(a)\\\\1"                  | .pattern (line 7): is not a regular expression of RE2, which has no look-around and no back references: invalid escape sequence \\1
          pattern: "^[a-z]{500}{3}$"           | .pattern (line 7): repeats too much; lower the counts in { }
          pattern: "((((a{100}){100}){100}){100})" | .pattern (line 7): repeats too much; lower the counts in { }
          pattern: "(?:.{400}x){1,3}"          | .pattern (line 7): repeats too much; lower the counts in { }
          pattern: "a{300}b{300}c{300}d{300}"  | .pattern (line 7): repeats too much; lower the counts in { }
          pattern: "[a-z]{200}", maxLength: 8192 | .pattern (line 7): takes too long on strings of 8192 characters; lower maxLength
          """)
  void areReportedForAKeyOfAnInput(String keys, String problem) {
    assertThat(Loading.problems(Loading.withAggregate("inputs: { a: { " + keys + " } }")))
        .containsExactly(AGGREGATE + ".inputs.a" + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          in: query             | .in (line 7): must be path, because the route has a parameter {id}
          in: header            | .in (line 7): must be path, because the route has a parameter {id}
          required: false       | .required (line 7): a parameter of the route is always required
          default: x            | .default (line 7): a parameter of the route is always required
          name: x               | .name (line 7): a parameter of the route has the name in the route
          type: array           | .type (line 7): must not be array: a segment of a path is one value
          """)
  void areReportedForAParameterOfTheRoute(String keys, String problem) {
    String yaml = Loading.withAggregate("inputs: { id: { " + keys + " } }");
    assertThat(Loading.problems(yaml.replace("/aggregate:", "/aggregate/{id}:")))
        .containsExactly("aggregates./aggregate/{id}.inputs.id" + problem);
  }

  @Test
  void areReportedForAnInputInAPathThatTheRouteSpellsInAnotherWay() {
    String yaml = Loading.withAggregate("inputs: { userid: { in: path } }");
    assertThat(Loading.problems(yaml.replace("/aggregate:", "/aggregate/{userId}:")))
        .containsExactly(
            "aggregates./aggregate/{userId}.inputs.userid.in (line 7): the route has no parameter"
                + " {userid}; did you mean userId?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /users/{userid}     | {userid} is not a parameter of the route, an input or a value of with; did you mean userId?
          /users{?userID}     | {userID} is not a parameter of the route, an input or a value of with; did you mean userId?
          /users{?user}       | {user} is not a parameter of the route, an input or a value of with; did you mean userId?
          /users{?userIds*}   | {userIds} is not a parameter of the route, an input or a value of with; did you mean userId?
          /users{/xuserId:3}  | {xuserId} is not a parameter of the route, an input or a value of with; did you mean userId?
          /users?a={+b.c}     | {b.c} is not a parameter of the route, an input or a value of with; known names are tag, userId
          """)
  void b1AreReportedForANameThatNothingDeclares(String path, String problem) {
    String yaml = Loading.withPath('"' + path + '"');
    assertThat(
            Loading.problems(
                yaml.replace("/aggregate:", "/aggregate/{userId}:\n    inputs: { tag: {} }")))
        .containsExactly("aggregates./aggregate/{userId}.parts.users.path (line 9): " + problem);
  }

  @Test
  void b1AreReportedForEachOfTheNamesTogetherWithAllOtherMistakes() {
    assertThat(
            Loading.problems(
                Loading.withPath("\"/u/{a}{?b}\", timeout: x")
                    .replace("path: /orders", "path: \"/o{?c}\"")))
        .containsExactly(
            AGGREGATE
                + ".parts.users.timeout (line 8): must be a duration such as 800ms, 2s or 1m, not \"x\"",
            AGGREGATE
                + ".parts.users.path (line 8): {a} is not a parameter of the route, an input or a"
                + " value of with",
            AGGREGATE
                + ".parts.users.path (line 8): {b} is not a parameter of the route, an input or a"
                + " value of with",
            AGGREGATE
                + ".parts.orders.path (line 9): {c} is not a parameter of the route, an input or a"
                + " value of with");
  }

  @Test
  void b1AreReportedForAWithOfAnotherPart() {
    assertThat(
            Loading.problems(
                Loading.withPath("\"/u{?a}\", with: { a: .orders }")
                    .replace("path: /orders", "path: \"/o{?a}\"")))
        .containsExactly(
            AGGREGATE
                + ".parts.orders.path (line 9): {a} is not a parameter of the route, an input or a"
                + " value of with");
  }

  @Test
  void b3AreReportedForAWithThatHasTheNameOfAnInput() {
    assertThat(problems("a: {}", "/u{?a}\", with: { a: .orders }, default: \""))
        .containsExactly(
            AGGREGATE
                + ".parts.users.with.a (line 9): {a} is already an input of the aggregate; give one"
                + " another name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/u/{a}", "/u{/a}", "/u/x-{a}", "/u/{+a}", "/u{;a}", "/u{.a}", "/u/{b,a}"})
  void b2AreReportedForAnOptionalInputInAPath(String path) {
    assertThat(problems("a: {}, b: { required: true }", path))
        .containsExactly(
            AGGREGATE
                + ".parts.users.path (line 9): the input {a} can be missing, and the path would"
                + " then name something else; make it required, give it a default, or move it to"
                + " the query as in {?name}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/u?x={a}", "/u?x={+a}", "/u?b={b}{&b}{.a}"})
  void b2AreReportedForAnOptionalInputThatIsAParameterAnyway(String path) {
    assertThat(problems("a: {}, b: { required: true }", path))
        .containsExactly(
            AGGREGATE
                + ".parts.users.path (line 9): the input {a} can be missing, and the query would"
                + " then ask for something else; make it required, give it a default, or let it"
                + " be omitted, as in {?name}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: { default: \"\" }",
        "a: { default: .. }",
        "a: { type: array, default: [x, \"\"] }"
      })
  void b2AreReportedForADefaultThatFitsInNoPath(String input) {
    assertThat(problems(input, "/u/{a}"))
        .containsExactly(
            AGGREGATE
                + ".parts.users.path (line 9): the default of the input {a} must not be empty or"
                + " have a dot segment here");
  }

  @Test
  void areReportedForTheFirstCharactersOfAnArray() {
    assertThat(problems("a: { type: array }", "/u{?a:3}"))
        .containsExactly(
            AGGREGATE
                + ".parts.users.path (line 9): the input {a} is an array, so it has no first"
                + " characters");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a: {}                                    | /u{?a}
          a: { required: true }                    | /u?x={a}
          a: { default: "0" }                      | /u?x={a}
          a: {}                                    | /u?x=y{&a}
          a: { required: true }                    | /u/{a}{?a}
          a: { default: x }                        | /u{/a}
          a: { default: x }, unused: {}            | /u{?a:3}
          a: { in: header, name: X-A }, A: {}      | /u{?a,A}
          a: { name: "page[size]" }                | /u{?a}
          a.b: {}, a_b: {}, 1: {}                  | /u{?a.b,a_b,1}
          a: { type: array, default: [x] }         | /u{/a*}
          a: { type: integer, default: +5 }        | /u/{a}
          a: { type: boolean, default: True }      | /u/{a}
          a: { pattern: "^[A-Za-z0-9_-]{1,128}$" } | /u{?a}
          a: { pattern: "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$" } | /u{?a}
          a: { pattern: "[]{9}]{2}[^]{]" }         | /u{?a}
          """)
  void areNotReportedForWhatIsDeclared(String inputs, String path) {
    assertThat(problems(inputs, path)).isEmpty();
  }

  @Test
  void b4AreReportedForASharedCacheOfACredentialThatAnInputReads() {
    String inputs = "inputs: { token: { in: header, name: AUTHORIZATION } }\n    ";
    assertThat(Loading.problems(Loading.withAggregate(inputs + "cacheControl: public")))
        .containsExactly(
            AGGREGATE
                + ".cacheControl (line 8): must not allow shared caches (public, s-maxage, must-revalidate): the"
                + " input token reads AUTHORIZATION");
    assertThat(Loading.problems(Loading.withAggregate(inputs + "cacheControl: private"))).isEmpty();
  }

  /** A pattern is judged before the compiler makes all its copies, which would not fit. */
  @ParameterizedTest
  @ValueSource(strings = {"(a{1000}){1000}", "((((((a{99}){99}){99}){99}){99}){99})"})
  void areReportedSoonForAPatternThatGrows(String pattern) {
    long start = System.nanoTime();
    assertThat(problems("a: { pattern: \"" + pattern + "\" }", "/u{?a}")).hasSize(1);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Patience.HANG);
  }

  @Test
  void areReportedForTooManyInputs() {
    String many =
        IntStream.range(0, 101).mapToObj(i -> "i" + i + ": {}").collect(Collectors.joining(", "));
    assertThat(Loading.problems(Loading.withAggregate("inputs: { " + many + " }")))
        .containsExactly(AGGREGATE + ".inputs (line 7): there must not be more than 100 inputs");
    assertThat(problems(many.replace(", i100: {}", ""), "/u{?i0,i99}")).isEmpty();
  }

  @Test
  void areReportedOnceForAnInputThatCannotBeRead() {
    assertThat(problems("a: integer", "/u/{a}"))
        .containsExactly(AGGREGATE + ".inputs.a (line 7): must be a mapping, not a single value");
  }

  private static List<String> problems(String inputs, String path) {
    return Loading.problems(
        Loading.withPath('"' + path + '"')
            .replace("  /aggregate:\n", "  /aggregate:\n    inputs: { " + inputs + " }\n"));
  }
}
