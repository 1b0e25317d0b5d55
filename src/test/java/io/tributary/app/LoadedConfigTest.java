package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.config.ConfigException;
import io.tributary.config.yaml.SourceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a configuration, which a reload watches. */
class LoadedConfigTest {
  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("report.jslt"), "import \"lib.jslt\" as lib .b");
    Files.writeString(folder.resolve("lib.jslt"), "1");
    Files.writeString(folder.resolve("b.schema.json"), "true");
    Files.writeString(folder.resolve("token"), "hunter2");
    Files.writeString(
        folder.resolve("a.yaml"),
        """
        backends: { b: { url: "http://b", headers: { X-Key: "${file:token}" } } }
        aggregates:
          /a:
            parts: { b: { backend: b, path: /, schema: b.schema.json } }
            transform: report.jslt
        """);
  }

  @Test
  void knowsTheFilesThatItWasReadFrom() throws Exception {
    assertThat(LoadedConfig.from(folder.resolve("a.yaml"), Map.of()).sources().digests())
        .containsOnlyKeys(
            folder.resolve("a.yaml"),
            folder.resolve("b.schema.json"),
            folder.resolve("lib.jslt"),
            folder.resolve("report.jslt"),
            folder.resolve("token"));
  }

  @Test
  void theFilesAreKnownAlsoIfThereAreMistakesInThem() throws IOException {
    Files.writeString(folder.resolve("lib.jslt"), "(");
    Files.delete(folder.resolve("b.schema.json"));
    SourceFiles files = new SourceFiles();
    assertThatThrownBy(() -> LoadedConfig.from(folder.resolve("a.yaml"), Map.of(), files))
        .isInstanceOf(ConfigException.class);
    assertThat(files.fingerprint().digests())
        .hasSize(5)
        .containsKey(folder.resolve("b.schema.json"));
  }
}
