package io.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Eventually;
import io.tributary.support.FakeBackend;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
    TestVertx.await(vertx.close());
  }

  private Path write() throws Exception {
    int[] ports = ServiceProcess.freePorts();
    return Files.writeString(
        folder.resolve("tributary.yaml"),
        """
        server: { host: 127.0.0.1, port: %d }
        management: { host: 127.0.0.1, port: %d }
        shutdown: { linger: 0s, drain: 1s }
        backends:
          users: { url: "%s" }
        aggregates:
          /aggregate:
            parts: { users: { backend: users, path: /users } }
        """
            .formatted(ports[0], ports[1], users.url()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 20, 50, 100, 150, 200, 300, 400, 600, 800, 1000, 1300, 1700})
  @DisplayName("fault 163: SIGTERM at any moment from main's first line on ends with 0")
  void endsWith0AtAnyMomentOfTheStart(int millis) throws Exception {
    Path classes = folder.resolve("classes.log");
    List<String> options = List.of("-Xlog:class+load:file=" + classes);
    try (JarProcess process = JarProcess.startWith(folder, options, write().toString())) {
      awaitLoaded(classes, "io.tributary.Main");
      TimeUnit.MILLISECONDS.sleep(10 + millis);
      endsWith0(process, "TERM", millis + " ms after main began");
    }
  }

  private static void endsWith0(JarProcess process, String signal, String when) throws Exception {
    long sent = System.nanoTime();
    process.signal(signal);
    assertThat(process.exit()).as(when + ": " + process.out() + process.err()).isZero();
    Duration took = Duration.ofNanos(System.nanoTime() - sent);
    System.out.println("SIG" + signal + " " + when + ": ended after " + took.toMillis() + " ms");
    assertThat(took).isLessThan(MAX_END);
    assertThat(process.err()).isEmpty();
  }

  private static void awaitLoaded(Path classes, String name) {
    Duration _ =
        Eventually.holds(
            Duration.ofSeconds(20),
            () -> Files.exists(classes) && contains(classes, name + " source:"));
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
      Duration _ = Eventually.holds(Duration.ofSeconds(20), () -> process.said("Ready: "));
      endsWith0(process, signal, "when ready");
      assertThat(process.out()).endsWith("Stopped" + System.lineSeparator());
    }
  }

  @Test
  void reloadsOnSighup() throws Exception {
    Path config = write();
    try (JarProcess process = JarProcess.start(folder, config.toString())) {
      Duration _ = Eventually.holds(Duration.ofSeconds(60), () -> process.said("Ready: "));
      process.signal("HUP");
      Duration _ =
          Eventually.holds(Duration.ofSeconds(60), () -> process.said("not reloaded (SIGHUP)"));
      Files.writeString(config, Files.readString(config) + "deadline: 3s\n");
      process.signal("HUP");
      String reloaded = "Configuration reloaded (SIGHUP), generation 2: deadline (none) -> 3s";
      Duration _ = Eventually.holds(Duration.ofSeconds(60), () -> process.said(reloaded));
      assertThat(process.out()).contains(reloaded);
      endsWith0(process, "TERM", "after a reload");
    }
  }

  @Test
  void sighupEndsAStart() throws Exception {
    Path classes = folder.resolve("classes.log");
    List<String> options = List.of("-Xlog:class+load:file=" + classes);
    try (JarProcess process = JarProcess.startWith(folder, options, write().toString())) {
      awaitLoaded(classes, "io.tributary.Shutdown");
      TimeUnit.MILLISECONDS.sleep(20);
      endsWith0(process, "HUP", "in the start");
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
