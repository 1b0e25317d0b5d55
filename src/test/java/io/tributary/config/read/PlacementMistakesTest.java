package io.tributary.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementMistakesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          into: a                                  | parts.a.into: must be another part
          into: bb                                 | parts.a.into: there is no part "bb"; did you mean b?
          into: b, flatten: true                   | parts.a.flatten: has no effect beside into, which leaves the part no members
          into: inside                             | parts.a.into: must be a part that is not itself in another one
          into: renamed                            | parts.a.into: renamed already has a member "a" by its keep or rename; give the part another name
          into: list                               | parts.a.into: must be a part whose value is an object, unless match names keys
          into: keyed, match: { x: y }             | parts.a.into: must be a part whose value is a list, as there is a match
          into: b, match: [x]                      | parts.a.match: must be a mapping, not a list
          into: b, match: {}                       | parts.a.match: must be one member of the other part with the member of this part that it equals, as in customerId: id
          into: c, match: { a: b, c: d }           | parts.a.match: must be one member of the other part with the member of this part that it equals, as in customerId: id
          into: c, match: { a..b: c }              | parts.a.match.a..b: must be the name of a member, or up to eight names as in address.city
          match: { a: b }                          | parts.a.match: has no effect without into, which names the other part
          into: b, match: { a: b }                 | parts.a.match: needs a list, but inside goes into the same part as an object
          into: c, match: { a: b }, default: {}    | parts.a.default: must be a list, as there is a match
          flatten: true, default: []               | parts.a.default: must be an object, whose members can be lifted
          flatten: true, keep: [b, x]              | parts.a.flatten: would have the names of other parts: b
          flatten: true, rename: { x: b }          | parts.a.flatten: would have the names of other parts: b
          flatten: true, default: { x: 1, b: { } } | parts.a.flatten: would have the names of other parts: b
          flatten: true, fallback: keeping         | parts.a.flatten: would have the names of other parts: list
          """)
  void areReportedAtTheirKey(String keys, String problem) {
    assertThat(problems("", keys, "")).singleElement().asString().contains(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          flatten: true                            | flatten: true
          flatten: true, keep: [x]                 | flatten: true
          flatten: true, keep: [x, y]              | flatten: true, keep: [z], rename: { z: x }
          """)
  void partsThatCanLiftTheSameNameNeedARule(String one, String other) {
    String last = "last: { backend: b, path: /, " + other + " }";
    assertThat(problems("", one, last))
        .singleElement()
        .asString()
        .contains("sameName: must be first or last: a, last can have members with the same name");
    assertThat(problems("sameName: last", one, last)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          flatten: true, keep: [x]                            | y: { backend: b, path: /, into: a }
          flatten: true, keep: [x], default: { "y": 1 }       | other: { backend: b, path: / }
          flatten: true, keep: [x], fallback: other           | other: { backend: b, path: /, keep: [y] }
          flatten: true, keep: [x], fallback: other           | other: { backend: b, path: /, keep: [x], fallback: renamed }
          flatten: true, keep: [x], fallback: other           | other: { backend: b, path: /, keep: [z], rename: { z: y } }
          """)
  void soDoPartsWithOtherValuesThanTheirOwn(String one, String more) {
    String last = "last: { backend: b, path: /, flatten: true, keep: [y] }\n      " + more;
    assertThat(problems("", one, last))
        .singleElement()
        .asString()
        .contains("sameName: must be first or last: a, last can have members with the same name");
    assertThat(problems("sameName: first", one, last)).isEmpty();
  }

  @Test
  void aRuleForNamesThatNeverMeetIsOne() {
    assertThat(
            problems(
                "sameName: first",
                "flatten: true, keep: [x]",
                "last: { backend: b, path: /, flatten: true, keep: [y] }"))
        .singleElement()
        .asString()
        .contains("sameName: has no effect: no two parts can lift members of the same name");
  }

  @Test
  void aPlaceBesideATransformIsOne() {
    assertThat(problems("transform: java:x", "into: b", ""))
        .anyMatch(
            problem ->
                problem.endsWith(
                    "transform: makes the response, so flatten, into and match of the part a have no effect"));
  }

  private static List<String> problems(String aggregate, String part, String more) {
    String yaml =
        """
        backends: { b: { url: "http://b" } }
        aggregates:
          /a:
            %s
            parts:
              a: { backend: b, path: /, %s }
              b: { backend: b, path: / }
              renamed: { backend: b, path: /, rename: { x: a } }
              list: { backend: b, path: "/{id}", forEach: { id: .b.ids } }
              c: { backend: b, path: / }
              keyed: { backend: b, path: "/{id}", forEach: { id: .b.ids, as: object } }
              inside: { backend: b, path: /, into: b }
              keeping: { backend: b, path: /, keep: [list] }
              %s
        """
            .formatted(aggregate, part, more);
    return Loading.problems(yaml).stream()
        .map(problem -> problem.replaceFirst(" [(]line \\d+[)]", ""))
        .toList();
  }
}
