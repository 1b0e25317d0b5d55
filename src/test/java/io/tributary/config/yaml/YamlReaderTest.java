package io.tributary.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tributary.config.read.Loading;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {
  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "# only a comment\n", "---\n...\n"})
  void saysThatAFileIsEmpty(String yaml) {
    assertThat(Loading.problems(yaml)).containsExactly("line 1: the file is empty");
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("mistakes")
  void namesPathAndLine(String yaml, String problem) {
    assertThat(Loading.problems(yaml)).containsExactly(problem);
  }

  static Stream<Arguments> mistakes() {
    String a = "aggregates./aggregate";
    return Stream.of(
        arguments(
            Loading.valid() + "x: [1,\n",
            "line 11: is not YAML: while parsing a flow node from line 11: expected the node content, but found '<stream end>'"),
        arguments(
            Loading.valid() + "a: b: c\n",
            "line 10: is not YAML: mapping values are not allowed here"),
        arguments(
            "a:\n\tb: c\n",
            "line 2: is not YAML: while scanning for the next token: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)"),
        arguments("a: b\nc: \u0007\n", "line 2: has a character that YAML does not allow"),
        arguments("a: \"\\U99999999\"\n", "line 1: is not YAML: cannot be parsed from here on"),
        arguments(
            Loading.valid() + "---\na: b\n",
            "line 10: a second document starts here; only one is allowed"),
        arguments(
            Loading.valid() + "deadline: 3s\n",
            "line 10: duplicate key \"deadline\", first on line 1"),
        arguments(
            Loading.withPart("backend: orders"),
            a + ".parts.users (line 8): duplicate key \"backend\", first on line 8"),
        arguments(
            Loading.withPart("default: { a: 1, a: 2 }"),
            a + ".parts.users.default (line 8): duplicate key \"a\", first on line 8"),
        arguments(
            Loading.withPart("default: { [a]: 1 }"),
            a + ".parts.users.default (line 8): a key must be text"),
        arguments(
            Loading.withPart("default: { ? : 1 }"),
            a + ".parts.users.default (line 8): a key is missing"),
        arguments(
            Loading.valid().replace("2s", "!!str 2s"),
            "deadline (line 1): tags (tag:yaml.org,2002:str) are not supported"),
        arguments(
            Loading.withPart("default: !x [1]"),
            a + ".parts.users.default (line 8): tags (!x) are not supported"),
        arguments(
            Loading.withPart("default: !x {}"),
            a + ".parts.users.default (line 8): tags (!x) are not supported"),
        arguments(
            Loading.withPart("default: \"\\ud800\""),
            a + ".parts.users.default (line 8): has a lone surrogate, which is half a character"),
        arguments(
            Loading.withPart("default: " + "[".repeat(30) + "]".repeat(30)),
            "line 8: is not YAML: nested deeper than 32 levels"));
  }

  @Test
  void stopsAtDeepNestingOfAnyKind() {
    assertThat(Loading.problems("[".repeat(1 << 20)))
        .singleElement()
        .asString()
        .contains("nested deeper");
    assertThat(Loading.problems("{a: ".repeat(200_000)))
        .singleElement()
        .asString()
        .contains("nested deeper");
    assertThat(Loading.problems("- ".repeat(500_000)))
        .singleElement()
        .asString()
        .contains("nested deeper");
  }
}
