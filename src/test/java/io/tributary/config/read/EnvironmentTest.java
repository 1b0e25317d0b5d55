package io.tributary.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.AcceptedStatuses;
import io.tributary.config.Config;
import io.tributary.config.Origin;
import io.tributary.config.PartConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {
  private static final Map<String, String> VARIABLES =
      Map.of("NAME", "value", "EMPTY", "", "NESTED", "${NAME}", "_1", "one");

  private final Environment environment = new Environment(VARIABLES);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plain                      | plain
          ${NAME}                    | value
          a${NAME}b${NAME}c          | avaluebvaluec
          ${NAME:-other}             | value
          ${NONE:-other}             | other
          ${NONE:-}                  | ''
          ${NONE:-a:-b}              | a:-b
          ${EMPTY:-other}            | other
          ${EMPTY:-}                 | ''
          ${_1}                      | one
          ${NESTED}                  | ${NAME}
          $${NAME}                   | ${NAME}
          $${NAME}${NAME}            | ${NAME}value
          $$${NAME}                  | $${NAME}
          $ $NAME {NAME} }           | $ $NAME {NAME} }
          """)
  void replacesReferences(String text, String expected) {
    assertThat(environment.substitute(text))
        .isEqualTo(new Environment.Substituted(expected, List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ${NONE}          | the environment variable NONE is not set and has no default
          a${EMPTY}        | the environment variable EMPTY is empty and has no default
          a${NAME          | "${" is not closed by "}"; write "$${" for a literal "${"
          ${}              | "${" must be followed by the name of a variable or by file:PATH, and "}"; write "$${" for a literal "${"
          ${A B}           | "${" must be followed by the name of a variable or by file:PATH, and "}"; write "$${" for a literal "${"
          ${1A:-x}         | "${" must be followed by the name of a variable or by file:PATH, and "}"; write "$${" for a literal "${"
          ${A:-${NAME}}    | the default of A must not contain "${"
          ${file:/a}       | "${file:" is for what is never shown: the values of headers, and management.token
          a${file:}b       | "${file:" is for what is never shown: the values of headers, and management.token
          """)
  void saysWhatIsWrongWithAReference(String text, String mistake) {
    assertThat(environment.substitute(text).mistakes()).containsExactly(mistake);
  }

  @Test
  void reportsEveryMistakeOfAValueWithPathAndLine() {
    assertThat(Loading.problems(Loading.withUrl("\"${A}${B}\"")))
        .containsExactly(
            "backends.users.url (line 3): the environment variable A is not set and has no default",
            "backends.users.url (line 3): the environment variable B is not set and has no default");
  }

  @Test
  void noMessageRepeatsACredential() {
    Map<String, String> environment = Map.of("API_KEY", "c4nary {");
    assertThat(Loading.problems(Loading.withPath("\"/a/${API_KEY}\""), environment))
        .singleElement()
        .asString()
        .contains("has a variable with a value that cannot be in a path")
        .doesNotContain("c4nary");
    assertThat(Loading.problems(Loading.withUrl("\"http://a/${API_KEY}\""), environment))
        .singleElement()
        .asString()
        .doesNotContain("c4nary");
  }

  @Test
  void typesAValueAfterItsVariablesWhetherQuotedOrNot() {
    String yaml =
        """
        server: { port: "${PORT}", host: "${HOST}" }
        management:
          port: ${MANAGEMENT:-0}
        deadline: ${SECONDS}s
        """
            + Loading.withPart("required: \"${REQUIRED}\", accept: [\"${STATUS}\", \"${ALL}\"]")
                .replace("deadline: 2s\n", "")
                .replace("localhost:8081", "${USERS}");
    Config config =
        Loading.config(
            yaml,
            Map.of(
                "PORT",
                "81",
                "HOST",
                "127",
                "SECONDS",
                "3",
                "REQUIRED",
                "true",
                "STATUS",
                "404",
                "ALL",
                "2xx",
                "USERS",
                "users:1"));
    assertThat(config.server().host()).isEqualTo("127");
    assertThat(config.server().port()).isEqualTo(81);
    assertThat(config.management().port()).isZero();
    assertThat(config.deadline()).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.backends().getFirst().origin())
        .isEqualTo(new Origin(Origin.Scheme.HTTP, "users", 1));
    PartConfig part = config.aggregates().getFirst().parts().getFirst();
    assertThat(part.required()).isTrue();
    assertThat(part.accept()).isEqualTo(AcceptedStatuses.successful().and(404, 404));
  }
}
