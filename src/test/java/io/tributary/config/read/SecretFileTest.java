package io.tributary.config.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.config.Config;
import io.tributary.config.ConfigException;
import io.tributary.config.Problem;
import io.tributary.config.Secret;
import io.tributary.config.yaml.SourceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The values of headers, and the token of the management server, that come from files. */
class SecretFileTest {
  private static final String CANARY = "hunter2";

  private final SourceFiles files = new SourceFiles();

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void writeTheSecret() throws IOException {
    Files.createDirectory(folder.resolve("secrets"));
    write(CANARY + "\n");
  }

  @Test
  void standsInTheHeadersOfBackendsAndParts() throws Exception {
    Config config =
        load(
            Loading.withBackend("headers: { Authorization: \"Bearer ${file:secrets/token}\" }")
                .replace(
                    "path: /orders",
                    "path: /orders, headers: { X-Key: \"${file:%s}-${NAME}\" }"
                        .formatted(folder.resolve("secrets/token"))));
    assertThat(config.backends().getFirst().headers())
        .isEqualTo(Map.of("Authorization", new Secret("Bearer hunter2")));
    assertThat(config.aggregates().getFirst().parts().getLast().headers())
        .isEqualTo(Map.of("X-Key", new Secret("hunter2-value")));
    assertThat(config.toString()).contains("Authorization", "X-Key").doesNotContain(CANARY);
  }

  @Test
  void standsInTheTokenOfTheManagementServer() throws Exception {
    Config config = load(Loading.valid() + "management: { token: \"${file:secrets/token}\" }\n");
    assertThat(config.management().token()).contains(new Secret(CANARY));
    assertThat(config.toString()).doesNotContain(CANARY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          hunter2            | hunter2
          hunter2\\n         | hunter2
          hunter2\\r\\n      | hunter2
          ` hunter2 \\n`     | ` hunter2 `
          ${NAME}\\n         | ${NAME}
          """)
  void losesItsLastLineBreakAndNothingElse(String content, String value) throws Exception {
    write(content.translateEscapes());
    assertThat(load(withToken()).backends().getFirst().headers()).containsValue(new Secret(value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hunter2\\n\\n      | the value of a header must be printable ASCII on one line
          hunter2\\nhunter3  | the value of a header must be printable ASCII on one line
          hunter2\\0         | the file "secrets/token" has a control character
          \\n                | the file "secrets/token" is empty
          hunt\u00e9r2       | the value of a header must be printable ASCII on one line
          """)
  void isRefusedWithItsPlaceAndTheRule(String content, String rule) throws IOException {
    write(content.translateEscapes());
    assertThat(problems(withToken())).containsExactly(rule(rule)).noneMatch(this::shows);
  }

  @Test
  void isRefusedIfItIsNotUtf8() throws IOException {
    Files.write(folder.resolve("secrets/token"), new byte[] {'h', (byte) 0xff});
    assertThat(problems(withToken()))
        .containsExactly(rule("the file \"secrets/token\" is not UTF-8"));
  }

  @Test
  void isRefusedIfItIsLargerThan64KiB() throws IOException {
    write("h".repeat(64 * 1024 + 1));
    assertThat(problems(withToken()))
        .containsExactly(rule("the file \"secrets/token\" is larger than 64 KiB"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          secrets/none  | cannot be read: there is no such file
          secrets       | must be a regular file
          /dev/zero     | must be a regular file
          """)
  void isRefusedIfItIsNoFileThatCanBeRead(String name, String rule) {
    assertThat(problems(withToken().replace("secrets/token", name)))
        .containsExactly(rule("the file \"" + name + "\" " + rule));
  }

  /** A message about such a value could show it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "required: \"${file:secrets/token}\"",
        "accept: [\"${file:secrets/token}\"]",
        "forward: [\"${file:secrets/token}\"]",
        "default: { a: \"${file:secrets/token}\" }",
        "timeout: \"${file:secrets/token}\""
      })
  void isForHeadersOnly(String key) {
    assertThat(problems(Loading.withPart(key)))
        .singleElement()
        .asString()
        .endsWith(
            "\"${file:\" is for what is never shown: the values of headers, and management.token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pa${ss wo}hunter2", "${A B:-hunter2}", "${hunter 2}", "hunter2\\n"})
  void isNotShownIfItIsWrittenInTheConfiguration(String value) {
    assertThat(problems(Loading.withBackend("headers: { X-Key: \"" + value + "\" }")))
        .hasSize(1)
        .noneMatch(this::shows);
  }

  @Test
  void isAmongTheFilesOfTheConfigurationAlsoIfItIsMissing() {
    List<String> _ = problems(withToken().replace("secrets/token", "secrets/none"));
    assertThat(files.fingerprint().digests())
        .containsOnlyKeys(folder.resolve("a.yaml"), folder.resolve("secrets/none"));
  }

  private boolean shows(String problem) {
    return problem.contains("hunt");
  }

  private static String rule(String rule) {
    return "backends.users.headers.X-Key (line 3): " + rule;
  }

  private static String withToken() {
    return Loading.withBackend("headers: { X-Key: \"${file:secrets/token}\" }");
  }

  private void write(String content) throws IOException {
    Path _ = Files.write(folder.resolve("secrets/token"), content.getBytes(UTF_8));
  }

  private Config load(String yaml) throws ConfigException, IOException {
    Path file = Files.writeString(folder.resolve("a.yaml"), yaml);
    return new ConfigLoader(Map.of("NAME", "value"), Loading.EXPRESSIONS, files).load(file);
  }

  private List<String> problems(String yaml) {
    ConfigException refused = catchThrowableOfType(ConfigException.class, () -> load(yaml));
    return refused.problems().stream().map(Problem::toString).toList();
  }
}
