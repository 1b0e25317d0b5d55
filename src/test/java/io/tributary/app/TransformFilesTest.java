package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.config.ConfigException;
import io.tributary.config.Problem;
import io.tributary.support.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Defects D1 and D2: mistakes in transforms are reported with their place, whatever the file is.
 */
@Timeout(Patience.HANG_SECONDS)
class TransformFilesTest {
  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "missing.jslt | cannot be read: there is no such file",
        "large.jslt   | is larger than 1 MiB",
        "folder.jslt  | must be a regular file",
        "latin.jslt   | is not UTF-8",
        "deep.jslt    | is nested too deeply",
        "broken.jslt  | Parse error",
        "cycle.jslt   | Module 'cycle.jslt' is already imported",
        "lost.jslt    | the import \"nowhere.jslt\" cannot be read: there is no such file",
        "escape.jslt  | the import \"../x.jslt\" is outside of the folder of the configuration",
        "absolute.jslt | the import \"/etc/hostname\" is outside of the folder of the configuration",
        "wide.jslt    | there are more than 100 imports",
        "huge.jslt    | the import \"large.jslt\" is larger than 1 MiB",
      })
  void aMistakeInATransformSaysWhatAndWhere_D1_D2(String file, String mistake) throws IOException {
    Files.writeString(folder.resolve("large.jslt"), " ".repeat((1 << 20) + 1));
    Files.createDirectory(folder.resolve("folder.jslt"));
    Files.write(folder.resolve("latin.jslt"), new byte[] {'"', (byte) 0xE9, '"'});
    Files.writeString(folder.resolve("deep.jslt"), "(".repeat(10_000) + ".q" + ")".repeat(10_000));
    Files.writeString(folder.resolve("broken.jslt"), "{\"a\": }");
    Files.writeString(folder.resolve("cycle.jslt"), "import \"other.jslt\" as o 1");
    Files.writeString(folder.resolve("other.jslt"), "import \"cycle.jslt\" as c 1");
    Files.writeString(folder.resolve("lost.jslt"), "import \"nowhere.jslt\" as n 1");
    Files.writeString(folder.resolve("escape.jslt"), "import \"../x.jslt\" as x 1");
    Files.writeString(folder.resolve("absolute.jslt"), "import \"/etc/hostname\" as x 1");
    Files.writeString(folder.resolve("huge.jslt"), "import \"large.jslt\" as x 1");
    Files.writeString(folder.resolve("leaf.jslt"), "1");
    StringBuilder wide = new StringBuilder();
    for (int i = 0; i < 101; i++) {
      wide.append("import \"leaf.jslt\" as x").append(i).append('\n');
    }
    Files.writeString(folder.resolve("wide.jslt"), wide.append("1"));
    assertThat(problems(file))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.path()).isEqualTo("aggregates./a.transform");
              assertThat(problem.toString()).contains("line 5", "the file " + file, mistake);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/zero", "/dev/stdin"})
  @EnabledOnOs(OS.LINUX)
  void aDeviceIsNotATransform_D2(String device) throws IOException {
    assertThat(problems(device)).singleElement().asString().contains("must be a regular file");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aPipeIsNotATransform_D2() throws Exception {
    new ProcessBuilder("mkfifo", folder.resolve("pipe.jslt").toString()).start().waitFor();
    assertThat(problems("pipe.jslt")).singleElement().asString().contains("must be a regular file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{\"not\":|}", "{\"allOf\":[|]}", "{\"properties\":{\"a\":|}}", "{\"items\":|}"})
  void aDeepSchemaIsAMistakeWithItsPlace_D1(String open, String close) throws IOException {
    int depth = 980 / (int) open.chars().filter(c -> c == '{' || c == '[').count();
    Files.writeString(folder.resolve("deep.json"), open.repeat(depth) + "{}" + close.repeat(depth));
    Path file =
        Files.writeString(
            folder.resolve("tributary.yaml"),
            """
            backends: { b: { url: "http://127.0.0.1:1" } }
            aggregates: { /a: { parts: { b: { backend: b, path: /, schema: deep.json, enforce: fail } } } }
            """);
    assertThat(problemsOf(file))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.path()).isEqualTo("aggregates./a.parts.b.schema");
              assertThat(problem.toString()).contains("line 2", "is nested too deeply");
            });
  }

  @Test
  void aDeepExpressionIsAMistakeWithItsPlace_D1() throws IOException {
    String deep = "(".repeat(1000) + "(.b)" + ")".repeat(1000);
    Path file =
        Files.writeString(
            folder.resolve("tributary.yaml"),
            """
            backends: { b: { url: "http://127.0.0.1:1" } }
            aggregates:
              /a:
                parts:
                  b: { backend: b, path: / }
                  c: { backend: b, path: "/{?x}", with: { x: "%s" } }
            """
                .formatted(deep));
    assertThat(problemsOf(file))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.path()).isEqualTo("aggregates./a.parts.c.with.x");
              assertThat(problem.toString()).contains("line 6", "is nested too deeply");
            });
  }

  @Test
  void aWithThatHidesThePartsItReadsIsAMistakeWithItsPlace_B3() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("tributary.yaml"),
            """
            backends: { b: { url: "http://127.0.0.1:1" } }
            aggregates:
              /a:
                parts:
                  s: { backend: b, path: / }
                  u: { backend: b, path: / }
                  c: { backend: b, path: "/{?x,y}", with: { x: .s.id, y: "let r = (.) $r.u.id" } }
            """);
    assertThat(problemsOf(file))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.path()).isEqualTo("aggregates./a.parts.c.with.y");
              assertThat(problem.toString()).contains("line 7", "name each part directly");
            });
  }

  private List<Problem> problems(String transform) throws IOException {
    return problemsOf(
        Files.writeString(
            folder.resolve("tributary.yaml"),
            """
            backends: { b: { url: "http://127.0.0.1:1" } }
            aggregates:
              /a:
                parts: { b: { backend: b, path: / } }
                transform: "%s"
            """
                .formatted(transform)));
  }

  private static List<Problem> problemsOf(Path file) {
    ConfigException wrong =
        catchThrowableOfType(ConfigException.class, () -> LoadedConfig.from(file, Map.of()));
    return wrong.problems();
  }
}
