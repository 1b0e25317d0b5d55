package io.tributary.app;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.HeldTimers;
import io.tributary.support.RecordedLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are read every second; here a test says when it is over. */
class ConfigWatchTest {
  private final HeldTimers timers = new HeldTimers(ConfigWatch.PERIOD);

  @TempDir private Path folder = Path.of("");

  private Path file = Path.of("");
  private ReloadingGateway gateway;
  private RecordedLogs logs;

  @BeforeEach
  void start() throws Exception {
    file = folder.resolve("tributary.yaml");
    start(file, text(1));
  }

  private void start(Path path, String text) throws Exception {
    if (!Files.exists(path)) {
      Files.writeString(path, text);
    }
    gateway = new ReloadingGateway(path);
    ConfigWatch _ = ConfigWatch.start(gateway.vertx(), gateway.reloader(), timers);
    logs = new RecordedLogs();
  }

  @AfterEach
  void close() {
    logs.close();
    gateway.close();
  }

  private void secondsPass(int seconds) throws InterruptedException {
    for (int i = 0; i < seconds; i++) {
      Runnable check = timers.take();
      gateway.vertx().runOnContext(_ -> check.run());
    }
    timers.awaitOne(); // the check is over
  }

  private static String text(int seconds) {
    return """
    server: { host: 127.0.0.1, port: 0 }
    deadline: %ds
    backends: { users: { url: "http://localhost:1" } }
    aggregates: { /a: { parts: { a: { backend: users, path: / } } } }
    """
        .formatted(seconds);
  }

  private List<String> reloads() {
    return logs.lines().stream().filter(line -> line.contains("Configuration")).toList();
  }

  @Test
  void aChangeThatTwoReadingsAgreeOnIsLoaded() throws Exception {
    Files.writeString(file, text(2));
    secondsPass(1);
    assertThat(reloads()).isEmpty();
    secondsPass(1);
    assertThat(reloads())
        .containsExactly(
            "INFO Configuration reloaded (a file has changed), generation 2: deadline 1s -> 2s");
    secondsPass(3);
    assertThat(gateway.generation().number()).isEqualTo(2);
  }

  @Test
  void aHalfWrittenFileIsNotLoaded() throws Exception {
    Files.writeString(file, text(2).substring(0, 60));
    secondsPass(1);
    Files.writeString(file, text(2));
    secondsPass(2);
    assertThat(reloads())
        .singleElement()
        .asString()
        .startsWith("INFO Configuration reloaded (a file has changed), generation 2");
  }

  @Test
  void aDeletedFileIsRefusedOnce() throws Exception {
    Files.delete(file);
    secondsPass(5);
    assertThat(reloads())
        .containsExactly(
            "WARN Configuration not reloaded (a file has changed), generation 1 stays in force: "
                + file
                + ": cannot be read: there is no such file");
    Files.writeString(file, text(1));
    secondsPass(2);
    assertThat(reloads().getLast())
        .isEqualTo(
            "INFO Configuration not reloaded (a file has changed): its files hold what is in"
                + " force");
  }

  @Test
  void aFileThatIsReplacedAllTheTimeIsLoadedWhenItIsCalm() throws Exception {
    for (int i = 2; i < 10; i++) {
      for (int j = 0; j < 100; j++) {
        Path next = Files.writeString(folder.resolve("next"), text(j % 2 == 0 ? 60 : i));
        Files.move(next, file, ATOMIC_MOVE);
      }
      secondsPass(1);
    }
    assertThat(reloads()).isEmpty();
    secondsPass(1);
    assertThat(reloads()).singleElement().asString().endsWith("deadline 1s -> 9s");
  }

  /** The kubelet replaces a link to the folder with all files of a volume. */
  @Test
  void aSwappedSymbolicLinkIsSeen() throws Exception {
    gateway.close();
    logs.close();
    Runnable _ = timers.take(); // that of the first watch
    Path data = folder.resolve("..data");
    Path mounted = folder.resolve("mounted.yaml");
    Files.createSymbolicLink(data, version("..1", 1));
    Files.createSymbolicLink(mounted, Path.of("..data", "mounted.yaml"));
    start(mounted, "");
    Files.createSymbolicLink(folder.resolve("..next"), version("..2", 2));
    Files.move(folder.resolve("..next"), data, ATOMIC_MOVE);
    secondsPass(2);
    assertThat(reloads()).singleElement().asString().endsWith("deadline 1s -> 2s");
  }

  private Path version(String name, int seconds) throws IOException {
    Path version = Files.createDirectory(folder.resolve(name));
    Files.writeString(version.resolve("mounted.yaml"), text(seconds));
    return Path.of(name);
  }
}
