package io.tributary;

import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Eventually;
import io.tributary.support.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The packaged service as a process of its own: {@code java -jar target/tributary.jar ...}. */
final class JarProcess implements AutoCloseable {
  /** The state of a socket in the tables of the system. */
  private static final String LISTENS = "0A";

  private static final Pattern PORT =
      Pattern.compile("Ready: aggregates on port (\\d+), management on port (\\d+)");
  private final Path out;
  private final Path err;
  private final Process process;

  private JarProcess(Path folder, Path java, List<String> options, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.add("-Xmx256m");
    command.addAll(options);
    command.add("-jar");
    command.add(jar().toString());
    command.addAll(arguments);
    out = Files.createTempFile(folder, "out", ".log");
    err = Files.createTempFile(folder, "err", ".log");
    process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
  }

  /** The jar that was packaged. */
  static Path jar() {
    return Path.of(
        Objects.requireNonNull(System.getProperty("tributary.jar"), "run by mvn verify only"));
  }

  /** Starts it; relative paths are relative to that folder. */
  static JarProcess start(Path folder, String... arguments) throws IOException {
    return startWith(folder, List.of(), arguments);
  }

  /** The same with options of the JVM. */
  static JarProcess startWith(Path folder, List<String> options, String... arguments)
      throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new JarProcess(folder, java, options, List.of(arguments));
  }

  /** Starts it with one more variable in its environment. */
  static JarProcess startWithVariable(String name, String value, Path folder, String... arguments)
      throws IOException {
    return startBy("export %s='%s'; exec java \"$@\"".formatted(name, value), folder, arguments);
  }

  /** Starts it with that many file descriptors at most. */
  static JarProcess startWithDescriptors(int max, Path folder, String... arguments)
      throws IOException {
    return startBy("ulimit -n %d; exec java \"$@\"".formatted(max), folder, arguments);
  }

  /** Starts it with a pipe as its standard output that is full and that nobody reads. */
  static JarProcess startWithFullOutput(Path folder, String... arguments) throws IOException {
    return startWithFullPipe(">&3", folder, arguments);
  }

  /** The same for standard error. */
  static JarProcess startWithFullErrors(Path folder, String... arguments) throws IOException {
    return startWithFullPipe("2>&3", folder, arguments);
  }

  private static JarProcess startWithFullPipe(String redirection, Path folder, String... arguments)
      throws IOException {
    return startBy(
        """
        rm -f full; mkfifo full; exec 3<>full
        head -c 65536 /dev/zero >&3
        exec java "$@" %s
        """
            .formatted(redirection),
        folder,
        arguments);
  }

  private static JarProcess startBy(String script, Path folder, String... arguments)
      throws IOException {
    Path java = Files.createTempFile(folder, "java", ".sh");
    Files.writeString(
        java,
        "#!/bin/sh\nPATH=\"%s/bin:$PATH\"\n%s\n"
            .formatted(System.getProperty("java.home"), script));
    assertThat(java.toFile().setExecutable(true)).isTrue();
    return new JarProcess(folder, java, List.of(), List.of(arguments));
  }

  /** The CPU time it has used. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** Starts it on another Java. */
  static JarProcess startOn(Path java, Path folder, String... arguments) throws IOException {
    return new JarProcess(folder, java, List.of(), List.of(arguments));
  }

  /** Asks it to stop, as SIGTERM does. */
  void terminate() {
    // not Process.destroy(): that also closes its streams
    assertThat(process.toHandle().destroy()).as("SIGTERM was sent").isTrue();
  }

  /** Sends another signal, such as {@code HUP}. */
  void signal(String name) throws IOException, InterruptedException {
    ProcessBuilder kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()));
    assertThat(kill.start().waitFor()).isZero();
  }

  /** Its exit code, once it has ended. */
  int exit() throws InterruptedException {
    assertThat(process.waitFor(Patience.HANG_SECONDS, SECONDS))
        .as("it ended within %d s", Patience.HANG_SECONDS)
        .isTrue();
    return process.exitValue();
  }

  boolean runs() {
    return process.isAlive();
  }

  String out() throws IOException {
    return Files.readString(out);
  }

  /** The same without reports of event loops that a busy machine does not run. */
  String outWithoutStalls() throws IOException {
    return out()
        .lines()
        .filter(line -> !line.contains(" BlockedThreadChecker - "))
        .collect(joining("\n"));
  }

  /** Whether this was written to its standard output. */
  boolean said(String text) {
    try {
      return out().contains(text);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Whether it listens on that port. Another process may do so if it has taken the port first.
   * Where the system does not show who listens, it is taken for this one.
   */
  boolean listensOn(int port) throws IOException {
    Path tables = Path.of("/proc/net");
    if (!Files.isReadable(tables.resolve("tcp"))) {
      return true;
    }
    Set<String> sockets = new HashSet<>();
    for (String table : List.of("tcp", "tcp6")) {
      for (String line : Files.readAllLines(tables.resolve(table))) {
        String[] fields = line.strip().split("\\s+", 11);
        if (fields[1].endsWith(":%04X".formatted(port)) && fields[3].equals(LISTENS)) {
          sockets.add("socket:[" + fields[9] + "]");
        }
      }
    }
    try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
      return open.anyMatch(descriptor -> sockets.contains(target(descriptor)));
    } catch (NoSuchFileException | UncheckedIOException ended) {
      return false;
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closed) {
      return "";
    }
  }

  /** Its public port, once it is ready. */
  int publicPort() throws IOException {
    return Integer.parseInt(ports().group(1));
  }

  int managementPort() throws IOException {
    return Integer.parseInt(ports().group(2));
  }

  private Matcher ports() throws IOException {
    assertThat(Eventually.holds(Patience.HANG, () -> said("Ready: "))).isLessThan(Patience.HANG);
    Matcher port = PORT.matcher(out());
    assertThat(port.find()).isTrue();
    return port;
  }

  String err() throws IOException {
    return Files.readString(err);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
