package io.tributary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tributary.support.Eventually;
import io.tributary.support.Patience;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the jar says and ends with, for every way of calling it that does not serve. */
final class CommandLineIT {
  @TempDir Path folder = Path.of("");

  @Test
  void saysItsVersion() throws Exception {
    try (JarProcess process = JarProcess.start(folder, "--version")) {
      assertThat(process.exit()).isZero();
      assertThat(process.out()).matches("tributary \\d+\\.\\d+\\.\\d+\\S*\\R");
      assertThat(process.err()).isEmpty();
    }
  }

  @Test
  void saysHowToUseIt() throws Exception {
    try (JarProcess process = JarProcess.start(folder, "--help")) {
      assertThat(process.exit()).isZero();
      assertThat(process.out()).contains("--check  ", "--explain METHOD TARGET", "Exit status");
      assertThat(process.err()).isEmpty();
    }
  }

  @Test
  @DisplayName("nothing is sent, and no port is bound, to explain a request")
  void explainsARequest() throws Exception {
    try (ServerSocket one = taken();
        ServerSocket other = taken()) {
      String config = write(one.getLocalPort(), other.getLocalPort()).toString();
      try (JarProcess process =
          JarProcess.start(folder, "--explain", "GET", "/aggregate", config)) {
        assertThat(process.exit()).isZero();
        assertThat(process.out()).contains("GET http://127.0.0.1:1/users");
        assertThat(process.err()).isEmpty();
      }
    }
  }

  @Test
  @DisplayName("what is printed is UTF-8, also where the platform has another encoding")
  void writesUtf8() throws Exception {
    Files.writeString(
        folder.resolve("a.yaml"),
        """
        backends: { users: { url: "http://a", headers: { X-Key: b } } }
        aggregates: { /a: { parts: { users: { backend: users, path: /u } } } }
        """);
    List<String> options = List.of("-Dstdout.encoding=US-ASCII");
    try (JarProcess process =
        JarProcess.startWith(folder, options, "--explain", "GET", "/a", "a.yaml")) {
      assertThat(process.exit()).isZero();
      assertThat(process.out()).contains("X-Key: …");
    }
  }

  @Test
  void printsTheSchema() throws Exception {
    try (JarProcess process = JarProcess.start(folder, "--schema")) {
      assertThat(process.exit()).isZero();
      assertThat(process.out()).contains("\"$schema\"", "\"aggregates\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--serve", "a.yaml b.yaml", "--check a.yaml b.yaml", "--help --version"})
  void endsWith64OnAWrongCommandLine(String arguments) throws Exception {
    try (JarProcess process = JarProcess.start(folder, arguments.split(" "))) {
      assertThat(process.exit()).isEqualTo(64);
      assertThat(process.out()).isEmpty();
      assertThat(process.err()).contains("Usage: java -jar tributary.jar");
    }
  }

  @Test
  void checksARightConfigurationWithoutBindingAPort() throws Exception {
    try (ServerSocket one = taken();
        ServerSocket other = taken();
        JarProcess process =
            JarProcess.start(
                folder, "--check", write(one.getLocalPort(), other.getLocalPort()).toString())) {
      assertThat(process.exit()).isZero();
      assertThat(process.out()).contains("is valid: 1 aggregate, 1 backend");
      assertThat(process.err()).isEmpty();
    }
  }

  @Test
  void checksTheShippedConfiguration() throws Exception {
    Path shipped = Path.of("config", "tributary.yaml").toAbsolutePath();
    try (JarProcess process = JarProcess.start(folder, "--check", shipped.toString())) {
      assertThat(process.exit()).isZero();
      assertThat(process.out()).contains("is valid: 6 aggregates, 3 backends");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--check wrong.yaml", "wrong.yaml"})
  void reportsEveryMistakeWithItsPlaceAndEndsWith78(String arguments) throws Exception {
    Files.writeString(
        folder.resolve("wrong.yaml"),
        """
        server: { port: 99999 }
        deadline: soon
        backends:
          users: { url: "ftp://a" }
        aggregates:
          /aggregate:
            parts: { users: { backend: userz, path: /users } }
        colour: red
        """);
    try (JarProcess process = JarProcess.start(folder, arguments.split(" "))) {
      assertThat(process.exit()).isEqualTo(78);
      assertThat(process.outWithoutStalls()).isEmpty();
      assertThat(process.err())
          .containsPattern("line 1\\b.*server\\.port|server\\.port.*line 1\\b")
          .containsPattern("(?m)^.*\\b2\\b.*$")
          .contains("deadline", "backends.users.url", "userz", "colour");
      assertThat(process.err().lines()).hasSize(6);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "deep.jslt    | is nested too deeply",
        "/dev/zero    | must be a regular file",
        "large.jslt   | is larger than 1 MiB",
        "java:nobody  | no Java transform",
      })
  void aTransformThatCannotBeReadEndsWith78_D1_D2_D10(String transform, String mistake)
      throws Exception {
    Files.writeString(folder.resolve("deep.jslt"), "(".repeat(1000) + ".q" + ")".repeat(1000));
    Files.write(folder.resolve("large.jslt"), new byte[20 << 20]);
    Files.writeString(
        folder.resolve("wrong.yaml"),
        """
        backends: { b: { url: "http://127.0.0.1:1" } }
        aggregates:
          /a:
            parts: { b: { backend: b, path: / } }
            transform: "%s"
        """
            .formatted(transform));
    try (JarProcess process = JarProcess.start(folder, "--check", "wrong.yaml")) {
      assertThat(process.exit()).isEqualTo(78);
      assertThat(process.err()).contains("aggregates./a.transform", "line 5", mistake);
      assertThat(process.err().lines()).hasSize(2);
    }
  }

  @Test
  void aTransformInAJarBesideTheConfigurationIsFound_D10() throws Exception {
    Path example = Path.of("config/examples/java-transform");
    Files.copy(example.resolve("tributary.yaml"), folder.resolve("tributary.yaml"));
    Path service = Path.of("META-INF/services/io.tributary.transform.Transform");
    Files.createDirectories(folder.resolve("classes").resolve(service).getParent());
    Files.copy(example.resolve(service), folder.resolve("classes").resolve(service));
    Files.createDirectory(folder.resolve("transforms"));
    run(
        "javac",
        "--release",
        "25",
        "-cp",
        JarProcess.jar() + File.pathSeparator + JarProcess.jar().resolveSibling("lib") + "/*",
        "-d",
        folder.resolve("classes").toString(),
        example.resolve("src/com/example/Totals.java").toAbsolutePath().toString());
    run(
        "jar",
        "--create",
        "--file",
        folder.resolve("transforms/totals.jar").toString(),
        "-C",
        folder.resolve("classes").toString(),
        ".");
    try (JarProcess process = JarProcess.start(folder, "--check", "tributary.yaml")) {
      assertThat(process.exit()).isZero();
      assertThat(process.err()).isEmpty();
    }
  }

  private static void run(String tool, String... arguments) {
    assertThat(ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, arguments))
        .isZero();
  }

  @Test
  void reportsAConfigurationThatIsNotThere() throws Exception {
    try (JarProcess process = JarProcess.start(folder, "nowhere.yaml")) {
      assertThat(process.exit()).isEqualTo(78);
      assertThat(process.err()).contains("nowhere.yaml");
    }
  }

  @Test
  void saysInOneLineThatThePublicPortIsInUse() throws Exception {
    try (ServerSocket taken = taken()) {
      int port = taken.getLocalPort();
      endsWithOneLineNaming("public port " + port, write(port, 0));
    }
  }

  @Test
  void saysInOneLineThatTheManagementPortIsInUse() throws Exception {
    try (ServerSocket taken = taken()) {
      int port = taken.getLocalPort();
      endsWithOneLineNaming("management port " + port, write(0, port));
    }
  }

  @Test
  @DisplayName("D3: no folder for temporary files is needed")
  void startsWithoutAFolderForTemporaryFiles() throws Exception {
    List<String> options = List.of("-Djava.io.tmpdir=/proc/nowhere");
    String config = write(0, 0).toString();
    try (JarProcess process = JarProcess.startWith(folder, options, config)) {
      Duration _ = Eventually.holds(Patience.HANG, () -> process.said("Ready: "));
      assertThat(process.out() + process.err()).doesNotContain("Exception", "\tat ");
      process.terminate();
      assertThat(process.exit()).isZero();
    }
  }

  @Test
  @DisplayName("D2: a configuration that is no regular file is refused at once")
  void refusesAFifo() throws Exception {
    assertThat(
            new ProcessBuilder("mkfifo", "fifo.yaml").directory(folder.toFile()).start().waitFor())
        .isZero();
    for (String file : List.of("fifo.yaml", "/dev/zero", ".")) {
      try (JarProcess process = JarProcess.start(folder, file)) {
        assertThat(process.exit()).isEqualTo(78);
        assertThat(process.err()).contains(file + ": must be a regular file");
      }
    }
  }

  @Test
  @DisplayName("D6: an older Java says in one line which one is needed")
  void saysThatJavaIsTooOld() throws Exception {
    List<Path> older = olderJavas();
    assumeThat(older).as("an older Java is installed").isNotEmpty();
    for (Path java : older) {
      try (JarProcess process = JarProcess.startOn(java, folder, "--version")) {
        assertThat(process.exit()).isEqualTo(1);
        assertThat(process.out()).isEmpty();
        assertThat(process.err().lines())
            .singleElement()
            .asString()
            .matches("Tributary needs Java 25 or newer; this is Java \\S+");
      }
    }
  }

  /** What is installed beside the Java of this test, and the one on the path. */
  private static List<Path> olderJavas() throws IOException, InterruptedException {
    List<Path> found = new ArrayList<>();
    Path home = Path.of(System.getProperty("java.home"));
    List<Path> candidates = new ArrayList<>();
    for (String on : System.getenv("PATH").split(":", -1)) {
      candidates.add(Path.of(on, "java"));
    }
    try (Stream<Path> beside = Files.list(Objects.requireNonNull(home.getParent()))) {
      beside.map(other -> other.resolve("bin/java")).forEach(candidates::add);
    }
    for (Path java : candidates) {
      if (Files.isExecutable(java) && feature(java) < 25) {
        found.add(java);
      }
    }
    return found;
  }

  private static int feature(Path java) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(java.toString(), "-XshowSettings:properties", "-version")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).isZero();
    Matcher version = Pattern.compile("java.specification.version = (?:1\\.)?(\\d+)").matcher(said);
    assertThat(version.find()).as(said).isTrue();
    return Integer.parseInt(version.group(1));
  }

  private void endsWithOneLineNaming(String what, Path config) throws Exception {
    long begun = System.nanoTime();
    try (JarProcess process = JarProcess.start(folder, config.toString())) {
      assertThat(process.exit()).isEqualTo(1);
      long millis = (System.nanoTime() - begun) / 1_000_000;
      System.out.println("Ended " + millis + " ms after its start, as the " + what + " is in use");
      assertThat(process.err().lines()).containsExactly("Cannot start: the " + what + " is in use");
      assertThat(process.outWithoutStalls()).isEmpty();
    }
  }

  private static ServerSocket taken() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private Path write(int port, int managementPort) throws IOException {
    return Files.writeString(
        folder.resolve("tributary.yaml"),
        """
      server: { host: 127.0.0.1, port: %d }
      management: { host: 127.0.0.1, port: %d }
      backends:
        users: { url: "http://127.0.0.1:1" }
      aggregates:
        /aggregate:
          parts: { users: { backend: users, path: /users } }
      """
            .formatted(port, managementPort));
  }
}
