package io.tributary.transform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.transform.jslt.Watch;
import io.tributary.transform.jslt.WatchedNodes;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransformLoaderTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void findsAFileBesideTheConfiguration() throws Exception {
    assertThat(apply("{\"n\": size(.users)}", Map.of("users", "[1,2]"))).isEqualTo("{\"n\":2}");
  }

  @Test
  void keepsMembersThatAreNullOrEmpty() throws Exception {
    assertThat(apply("{\"a\": .users, \"b\": [], \"c\": {}}", Map.of("users", "null")))
        .isEqualTo("{\"a\":null,\"b\":[],\"c\":{}}");
  }

  @Test
  void keepsEveryDigitOfNumbersItDoesNotComputeWith() throws Exception {
    String numbers = "[123456789012345678901234567890,1.10,0.1234567890123456789,1E+400]";
    assertThat(apply(".users", Map.of("users", numbers))).isEqualTo(numbers);
  }

  /** As JSLT compares the same numbers in a program. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1.5     | .n == 1.5
          1.5     | [.n] == [1.5]
          1.5     | [1.5] == [.n]
          1.50    | {"x": .n} == {"x": 1.5}
          0.15e1  | contains(1.5, [.n])
          1.5     | contains(.n, [1.5])
          1.5     | contains(.n * 1, [.n])
          -0      | contains(0, [.n])
          -0      | [.n] == [0]
          10      | [.n] == [10]
          1.5     | [.n] != [1.25]
          """)
  void aNumberIsEqualToItsValueAnywhere(String number, String expression) throws Exception {
    assertThat(apply(expression, Map.of("n", number))).isEqualTo("true");
  }

  @Test
  void charactersAreWrittenAsTheyAre() throws Exception {
    assertThat(apply(".n", Map.of("n", "\"\ud83d\ude00\u00e9\"")))
        .isEqualTo("\"\ud83d\ude00\u00e9\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-0.0",
        "-0",
        "0.0",
        "1e6",
        "1E6",
        "1e+06",
        "-1.50E-3",
        "1.10",
        "10",
        "-7",
        "2147483648",
        "123456789012345678901234567890",
        "0.1234567890123456789",
        "1E400",
        "1e-400",
        "1e2147483647",
        "9223372036854775808"
      })
  void anUntouchedNumberKeepsItsText_B10(String number) throws Exception {
    assertThat(apply(".x", Map.of("x", number))).isEqualTo(number);
    assertThat(apply("{\"y\": [for (.x) {\"z\": .}]}", Map.of("x", "[" + number + "]")))
        .isEqualTo("{\"y\":[{\"z\":" + number + "}]}");
    assertThat(apply("string(.x)", Map.of("x", number))).isEqualTo("\"" + number + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "1e6, .x + 1, 1000001.0",
    "-0, .x + 1, 1",
    "-0.0, .x == 0, true",
    "1.50, .x * 2, 3.0",
    "1e3, .x > 999, true",
    "1e3, is-number(.x), true",
    "1e3, is-decimal(.x), true",
    "-0, is-integer(.x), true",
    "1.5e0, round(.x), 2",
    "'[1.50,2]', 'contains(.x[0], [1.5]) or .x[0] == 1.5', true",
    "'[1.50,1.5]', 'contains(.x[0], .x)', true",
  })
  void aNumberThatKeepsItsTextComputes_B10(String x, String jslt, String result) throws Exception {
    assertThat(apply(jslt, Map.of("x", x))).isEqualTo(result);
  }

  @Test
  void takesEveryDocumentThatTheCheckForTreesTakes() throws Exception {
    String digits = "1".repeat(1000);
    String deep = "[".repeat(1000) + "]".repeat(1000);
    String key = "{\"" + "k".repeat(60_000) + "\":1}";
    for (String document : List.of(digits, deep, key)) {
      assertThat(apply("{\"u\": .users}", Map.of("users", document)))
          .isEqualTo("{\"u\":" + document + "}");
    }
  }

  @Test
  void importsModulesBesideTheConfiguration() throws Exception {
    Files.writeString(folder.resolve("shared.jslt"), "def twice(x) $x * 2\n{}");
    assertThat(apply("import \"shared.jslt\" as s s:twice(.users)", Map.of("users", "21")))
        .isEqualTo("42");
  }

  @Test
  void findsAJavaTransformByName() throws Exception {
    Transform found = new TransformLoader(folder, TransformLoaderTest::read).find("java:names");
    assertThat(written(found, Map.of("b", "1", "a", "2"))).isEqualTo("[\"a\",\"b\"]");
  }

  @Test
  void saysWhatIsWrongWithAReference() throws IOException {
    Files.writeString(folder.resolve("broken.jslt"), "{\"a\": }");
    TransformLoader transforms = new TransformLoader(folder, TransformLoaderTest::read);
    assertThat(transforms.mistakeIn("missing.jslt")).get().asString().contains("cannot be read");
    assertThat(transforms.mistakeIn("broken.jslt")).get().asString().contains("broken.jslt:1:");
    assertThat(transforms.mistakeIn("java:nobody")).get().asString().contains("\"nobody\"");
    assertThat(transforms.mistakeIn("java:names")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[for (", "undefined-function(.)", "\"open", "@", ""})
  void saysWhatIsWrongWithAnExpression(String expression) {
    assertThat(TransformLoader.mistakeInExpression(expression)).isNotEmpty();
  }

  @Test
  void findsNothingWrongWithARightExpression() {
    assertThat(TransformLoader.mistakeInExpression("flatten([for (.orders) .id])")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "let r = (.) $r.u.id",
        "let r = . $r.u.id",
        ".",
        "size(.)",
        "def f(x) $x.u.id f(.)",
        "def f() . let r = f() $r.u.id",
        "def f() g() def g() (.) f().u.id",
        ". | .u.id",
        "[for (.) .value]",
        "[for ([.]) .u.id]",
        "{for (.) .key : 1}",
        "if (.s) . else 1",
        "size({* : .})",
        "{\"u\": {* : .}}",
        "let x = {\"a\": [1, .]} $x.a[1].u",
        ".[\"u\"]",
        ". // comment\n",
        ".s.id + (.)",
      })
  void anExpressionThatHidesWhatItReadsIsAMistake_B3(String expression) {
    assertThat(TransformLoader.mistakeInExpression(expression))
        .get()
        .asString()
        .contains("name each part directly, as in .users.id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".s.id",
        ".\"s\".id",
        "let u = .users $u.id",
        "let u = .users.list ([for ($u) .id])",
        "[for (.users) .]",
        "[for (.users) let x = . string($x) if (.)]",
        "[for (.users) size({* - id : .})]",
        "size({for (.users) .id : .})",
        "def f(x) $x.id f(.users)",
        "def f(x) [for ($x) string(.)] f(.users)",
        "def text() string(.) ([for (.users) text()])",
        "def f(x) if ($x) f($x - 1) else 0 f(.s.n)",
        ".users | [for (.) .id]",
        ".users | size(.)",
        "flatten([for (.orders) [for (.lines) .productId]])",
        "if (.s) .s.id else .u.id",
      })
  void anExpressionThatNamesItsPartsIsRight_B3(String expression) {
    assertThat(TransformLoader.mistakeInExpression(expression)).isEmpty();
  }

  private String apply(String jslt, Map<String, String> parts) throws Exception {
    Files.writeString(folder.resolve("test.jslt"), jslt);
    return written(new TransformLoader(folder, TransformLoaderTest::read).find("test.jslt"), parts);
  }

  private static String read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException("cannot be read: there is no such file");
    }
    return Files.readString(file);
  }

  private static String written(Transform transform, Map<String, String> parts) throws Exception {
    Map<String, Buffer> bodies = new LinkedHashMap<>();
    parts.forEach((name, json) -> bodies.put(name, Buffer.buffer(json)));
    JsonNode result =
        transform.apply(new JsonTrees(new WatchedNodes(new Watch(1 << 24))).parse(bodies));
    return JsonTrees.write(result, 1 << 20).toString();
  }
}
