package io.tributary.accesslog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
  @TempDir private Path folder = Path.of("");

  private static void write(LogFile file, String line) throws IOException {
    file.write(ByteBuffer.wrap(line.getBytes(UTF_8)));
  }

  @Test
  void linesAreAppendedToWhatIsThere() throws Exception {
    Path path = Files.writeString(folder.resolve("access.log"), "before\n");
    try (LogFile file = new LogFile(path)) {
      write(file, "1\n");
      write(file, "2\n");
    }
    assertThat(path).hasContent("before\n1\n2");
  }

  @Test
  void aRotatedFileGetsASuccessor() throws Exception {
    Path path = folder.resolve("access.log");
    try (LogFile file = new LogFile(path)) {
      write(file, "1\n");
      Files.move(path, folder.resolve("access.log.1"));
      write(file, "2\n");
      Files.delete(path);
      write(file, "3\n");
    }
    assertThat(folder.resolve("access.log.1")).hasContent("1");
    assertThat(path).hasContent("3");
  }

  @Test
  void aFolderThatIsMissingIsReportedAndLaterUsed() throws Exception {
    Path path = folder.resolve("logs").resolve("access.log");
    try (LogFile file = new LogFile(path)) {
      assertThatThrownBy(() -> write(file, "1\n")).isInstanceOf(IOException.class);
      Files.createDirectory(path.getParent());
      write(file, "2\n");
    }
    assertThat(path).hasContent("2");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsReported() throws Exception {
    try (LogFile file = new LogFile(Path.of("/dev/full"))) {
      assertThatThrownBy(() -> write(file, "1\n"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("No space left");
    }
  }
}
