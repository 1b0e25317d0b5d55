package io.tributary.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.JsonPointer;
import io.tributary.config.ShapeConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeMistakesTest {
  private static final String PART = "aggregates./aggregate.parts.users";

  @Test
  void noneIsReportedForEveryKey() {
    String keys =
        "pick: /data/items, strict: true, keep: [id, address.city, address.zip],"
            + " rename: { address: home, address.city: town, id: zip }";
    assertThat(shape(keys))
        .isEqualTo(
            new ShapeConfig(
                Optional.of(new JsonPointer(List.of("data", "items"))),
                true,
                List.of("id", "address.city", "address.zip"),
                List.of(),
                Map.of("address", "home", "address.city", "town", "id", "zip")));
  }

  @Test
  void noneIsReportedForNamesThatChangePlaces() {
    assertThat(shape("keep: [a, b], rename: { a: b, b: a }").rename())
        .isEqualTo(Map.of("a", "b", "b", "a"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          pick: data                      | pick: must start with a slash, as in /data/items
          pick: ""                        | pick: must not be empty
          pick: /a~b                      | pick: must write ~ as ~0, and / in a name as ~1
          strict: true                    | strict: has no effect without pick
          keep: []                        | keep: must name at least one member
          keep: [a..b]                    | keep[0]: must be the name of a member, or up to eight names as in address.city
          keep: [""]                      | keep[0]: must be the name of a member, or up to eight names as in address.city
          keep: [a, b, a]                 | keep[2]: is there twice
          keep: [a, a.b]                  | keep[1]: "a" is there as a whole
          keep: [a.b, a]                  | keep[1]: "a" is there as a whole
          keep: [a], drop: [b]            | drop: has no effect beside keep, which leaves out all others
          keep: [a], rename: { b: c }     | rename.b: the member "b" does not stay
          drop: [a], rename: { a.b: c }   | rename.a.b: the member "a.b" does not stay
          keep: [a, b], rename: { a: b }  | rename: "a" and "b" would have the same name
          rename: { a: c, b: c }          | rename: "b" and "a" would have the same name
          rename: { a: "" }               | rename.a: must be a name of 1 to 256 characters without a dot
          rename: { a: b.c }              | rename.a: must be a name of 1 to 256 characters without a dot
          """)
  void areReportedForWhatAPartShows(String keys, String problem) {
    assertThat(Loading.problems(Loading.withPart(keys)))
        .containsExactly(PART + "." + problem.replaceFirst(": ", " (line 8): "));
  }

  @Test
  void areReportedForTooManyMembers() {
    StringBuilder names = new StringBuilder("m0");
    for (int i = 1; i <= 200; i++) {
      names.append(", m").append(i);
    }
    assertThat(Loading.problems(Loading.withPart("keep: [" + names + "]")))
        .containsExactly(PART + ".keep (line 8): must have at most 200 members");
  }

  @Test
  void areReportedForAShapeBesideATransform() {
    String yaml =
        Loading.withPart("drop: [secret]")
            .replace("    parts:", "    transform: t.jslt\n    parts:");
    assertThat(Loading.problems(yaml))
        .contains(
            "aggregates./aggregate.transform (line 7): makes the response, so keep, drop and rename"
                + " of the part users have no effect");
  }

  private static ShapeConfig shape(String keys) {
    return Loading.config(Loading.withPart(keys))
        .aggregates()
        .getFirst()
        .parts()
        .getFirst()
        .shape();
  }
}
