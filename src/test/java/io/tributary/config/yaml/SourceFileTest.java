package io.tributary.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.config.ConfigException;
import io.tributary.config.read.Loading;
import io.tributary.support.Patience;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(strings = {"/dev/zero", "/dev/null", "/dev/tty", "/"})
  @DisplayName("D2: only a regular file is read")
  void refusesWhatIsNoRegularFile(String name) {
    assertThat(refused(Path.of(name))).isEqualTo(name + ": must be a regular file");
  }

  @Test
  @Timeout(Patience.HANG_SECONDS)
  @DisplayName("D2: a FIFO is not opened, which would block")
  void refusesAFifo() throws Exception {
    Path fifo = folder.resolve("fifo.yaml");
    assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    assertThat(refused(fifo)).isEqualTo(fifo + ": must be a regular file");
  }

  @Test
  @DisplayName("D2, fault 166: a link, as a ConfigMap has it, is followed")
  void readsThroughALink() throws Exception {
    Path file = Files.writeString(folder.resolve("data.yaml"), Loading.valid());
    Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), file);
    assertThat(Loading.loader(Map.of()).load(link)).isEqualTo(Loading.config(Loading.valid()));
  }

  @Test
  @DisplayName("fault 166: a link to itself, a link to nothing")
  void refusesLinksThatLeadNowhere() throws Exception {
    Path loop = folder.resolve("loop.yaml");
    assertThat(refused(Files.createSymbolicLink(loop, loop))).contains("cannot be read: ");
    assertThat(refused(Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("no"))))
        .endsWith("cannot be read: there is no such file");
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
