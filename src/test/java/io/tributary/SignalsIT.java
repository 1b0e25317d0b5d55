package io.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Eventually;
import io.tributary.support.FakeBackend;
import io.tributary.support.Patience;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signals, at every moment of the process' life. */
final class SignalsIT {
  /** What a signal may take. The aim is half a second; a busy machine must not fail the build. */
  private static final Duration MAX_END = Duration.ofSeconds(20);

  private final Vertx vertx = TestVertx.create();
  private final FakeBackend users =
      FakeBackend.start(vertx, exchange -> exchange.answer("[{\"id\":\"u1\"}]"));

  @TempDir Path folder = Path.of("");

  @AfterEach
  void stopTheBackend() {
    TestVertx.close(vertx);
  }

  private Path write() throws Exception {
    return Files.writeString(
        folder.resolve("tributary.yaml"),
        """
        server: { host: 127.0.0.1, port: 0 }
        management: { host: 127.0.0.1, port: 0 }
        shutdown: { linger: 0s, drain: 1s }
        backends:
          users: { url: "%s" }
        aggregates:
          /aggregate:
            parts: { users: { backend: users, path: /users } }
        """
            .formatted(users.url()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 20, 50, 100, 150, 200, 300, 400, 600, 800, 1000, 1300, 1700})
  @DisplayName("fault 163: SIGTERM at any moment from main's second line on ends with 0")
  void endsWith0AtAnyMomentOfTheStart(int millis) throws Exception {
    try (JarProcess process = startLoggingClasses()) {
      awaitMainsSecondLine();
      TimeUnit.MILLISECONDS.sleep(millis);
      endsWith0(process, "TERM", millis + " ms after main began");
    }
  }

  private JarProcess startLoggingClasses() throws Exception {
    boolean _ = Files.deleteIfExists(classes());
    List<String> options = List.of("-Xlog:class+load:file=" + classes());
    return JarProcess.startWith(folder, options, write().toString());
  }

  private Path classes() {
    return folder.resolve("classes.log");
  }

  /** The first line installs the hook for signals, and the second loads this class. */
  private void awaitMainsSecondLine() {
    await(() -> contains(classes(), "io.tributary.scope.OutOfMemory source:"));
  }

  private static void endsWith0(JarProcess process, String signal, String when) throws Exception {
    process.signal(signal);
    hasEndedWith0(process, System.nanoTime(), "SIG" + signal + " " + when);
  }

  private static void hasEndedWith0(JarProcess process, long sent, String when) throws Exception {
    assertThat(process.exit()).as(when + ": " + process.out() + process.err()).isZero();
    Duration took = Duration.ofNanos(System.nanoTime() - sent);
    System.out.println(when + ": ended after " + took.toMillis() + " ms");
    assertThat(took).isLessThan(MAX_END);
    assertThat(process.err()).isEmpty();
  }

  private static void await(BooleanSupplier condition) {
    assertThat(Eventually.holds(Patience.HANG, condition)).isLessThan(Patience.HANG);
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.readString(file).contains(text);
    } catch (IOException unreadable) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  @DisplayName("fault 163: SIGTERM and SIGINT stop the service in order")
  void stopsInOrder(String signal) throws Exception {
    try (JarProcess process = JarProcess.start(folder, write().toString())) {
      await(() -> process.said("Ready: "));
      endsWith0(process, signal, "when ready");
      assertThat(process.out()).endsWith("Stopped" + System.lineSeparator());
    }
  }

  @Test
  void reloadsOnSighup() throws Exception {
    Path config = write();
    try (JarProcess process = JarProcess.start(folder, config.toString())) {
      await(() -> process.said("Ready: "));
      process.signal("HUP");
      await(() -> process.said("not reloaded (SIGHUP)"));
      process.signal("STOP"); // so that it does not notice the new file by itself
      Files.writeString(config, Files.readString(config) + "deadline: 3s\n");
      process.signal("HUP");
      process.signal("CONT");
      String reloaded = "Configuration reloaded (SIGHUP), generation 2: deadline (none) -> 3s";
      await(() -> process.said(reloaded));
      endsWith0(process, "TERM", "after a reload");
    }
  }

  @Test
  void sighupEndsAStart() throws Exception {
    boolean late = true;
    for (int i = 0; late; i++) {
      assertThat(i).as("starts that the signal missed").isLessThan(10);
      try (JarProcess process = startLoggingClasses()) {
        awaitMainsSecondLine();
        long sent = System.nanoTime();
        process.signal("HUP");
        await(() -> !process.runs() || process.said("(SIGHUP)"));
        late = process.runs(); // the signal came after the start, which does not end the process
        if (!late) {
          hasEndedWith0(process, sent, "SIGHUP in the start");
        }
      }
    }
  }

  @Test
  @DisplayName("fault 163: a process that was frozen serves on")
  void servesAfterItWasFrozen() throws Exception {
    try (ServiceProcess service =
        ServiceProcess.start(
            folder,
            """
            shutdown: { linger: 0s, drain: 1s }
            backends:
              users: { url: "%s" }
            aggregates:
              /aggregate:
                parts: { users: { backend: users, path: /users } }
            """
                .formatted(users.url()))) {
      assertThat(service.get("/aggregate").statusCode()).isEqualTo(200);
      service.process().signal("STOP");
      TimeUnit.SECONDS.sleep(3);
      service.process().signal("CONT");
      assertThat(service.get("/aggregate").statusCode()).isEqualTo(200);
      service.process().terminate();
      assertThat(service.process().exit()).isZero();
    }
  }
}
