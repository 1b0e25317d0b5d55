package io.tributary.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.config.ConfigException;
import io.tributary.config.read.Loading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFileTest {
  @TempDir private Path folder;

  @Test
  void readsAFileWithByteOrderMarkAndWindowsLineEnds() throws Exception {
    Path file = folder.resolve("tributary.yaml");
    Files.writeString(file, "\uFEFF" + Loading.valid().replace("\n", "\r\n"));
    assertThat(Loading.loader(Map.of()).load(file)).isEqualTo(Loading.config(Loading.valid()));
  }

  @Test
  void saysThatAFileIsMissing() {
    assertThat(refused(folder.resolve("none.yaml")))
        .isEqualTo(folder.resolve("none.yaml") + ": cannot be read: there is no such file");
  }

  @Test
  void saysThatAFolderIsNoFile() {
    assertThat(refused(folder)).isEqualTo(folder + ": cannot be read: Is a directory");
  }

  @Test
  void refusesAFileOfMoreThanAMebibyte() throws IOException {
    Path file = folder.resolve("large.yaml");
    Files.writeString(file, "#".repeat((1 << 20) + 1));
    assertThat(refused(file)).isEqualTo(file + ": is larger than 1 MiB");
    assertThat(Loading.problems("#".repeat((1 << 20) + 1))).containsExactly("is larger than 1 MiB");
  }

  @Test
  void namesTheLineThatIsNotUtf8() throws IOException {
    Path file = folder.resolve("latin1.yaml");
    Files.write(file, "a: b\n# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(refused(file)).isEqualTo(file + " (line 2): is not UTF-8");
  }

  @Test
  void refusesUtf8ThatEndsInTheMiddleOfACharacter() throws IOException {
    Path file = folder.resolve("cut.yaml");
    Files.write(file, new byte[] {'a', (byte) 0xC3});
    assertThat(refused(file)).isEqualTo(file + " (line 1): is not UTF-8");
  }

  private static String refused(Path file) {
    ConfigException refused =
        catchThrowableOfType(ConfigException.class, () -> Loading.loader(Map.of()).load(file));
    assertThat(refused.problems()).hasSize(1);
    return refused.getMessage();
  }
}
