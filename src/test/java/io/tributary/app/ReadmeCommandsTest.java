package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.ConfigException;
import io.tributary.stubs.MavenOnFreePorts;
import io.tributary.support.DeadPort;
import io.tributary.support.Guide;
import io.tributary.support.Patience;
import io.tributary.support.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Types what the README asks of the service and of the stubs with {@code curl}, and compares what
 * it prints. A comment such as {@code # with config/examples/partial.yaml} names the configuration.
 */
class ReadmeCommandsTest {
  private static final Pattern CURL =
      Pattern.compile("curl -(?!i ).*http://localhost:808[0-3]/.*|#.*");
  private static final Pattern WITH = Pattern.compile("# with (config/\\S+)");
  private static final Pattern ELAPSED = Pattern.compile("\"elapsedMs\":\\d+");

  /** So that parts arrive in the order of the page, on a busy machine too. */
  private static final String STUBS =
      "exec:exec@stubs -Dstubs.delay=products:50ms,users:400ms,orders:1s";

  @TempDir private Path folder = Path.of("");

  private final MavenOnFreePorts maven = new MavenOnFreePorts(Path.of("").toAbsolutePath());
  private final Map<String, RunningGateway> gateways = new HashMap<>();
  private final DeadPort absent = new DeadPort();

  ReadmeCommandsTest() throws IOException {}

  @BeforeEach
  void serveStubs() throws Exception {
    String _ = maven.run(STUBS);
    maven.listensAt("localhost:8089", absent.url().getPort());
    Path config = Path.of("config");
    try (Stream<Path> files = Files.walk(config)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(file);
        Path _ = Files.createDirectories(copy.getParent());
        if (file.toString().endsWith(".yaml")) {
          String yaml = maven.localized(Files.readString(file));
          Path _ = Files.writeString(copy, ExamplesTest.withMuchTime(yaml));
        } else {
          Path _ = Files.copy(file, copy);
        }
      }
    }
  }

  @AfterEach
  void stop() throws IOException {
    gateways.values().forEach(RunningGateway::close);
    maven.close();
    absent.close();
  }

  @Test
  void everyCurlLinePrintsWhatThePageSays() throws Exception {
    List<Guide.Step> steps =
        Guide.read(Path.of("README.md")).steps().stream()
            .filter(step -> step.commands().lines().allMatch(CURL.asMatchPredicate()))
            .toList();
    assertThat(steps).hasSizeGreaterThan(5);
    SoftAssertions all = new SoftAssertions();
    for (Guide.Step step : steps) {
      RunningGateway gateway =
          gateway(
              WITH.matcher(step.commands())
                  .results()
                  .map(with -> with.group(1))
                  .findFirst()
                  .orElse("config/tributary.yaml"));
      maven.listensAt("localhost:8080", gateway.port());
      Pattern expected = step.pattern(text -> normal(maven.localized(text)));
      String printed = normal(run(step.commands()));
      long start = System.nanoTime(); // of what happens in the background until it shows
      while (!expected.matcher(printed).matches()
          && System.nanoTime() - start < Patience.HANG.toNanos()) {
        printed = normal(run(step.commands()));
      }
      all.assertThat(printed).as(step.commands()).matches(expected);
    }
    all.assertAll();
  }

  private RunningGateway gateway(String config) throws ConfigException {
    RunningGateway known = gateways.get(config);
    if (known != null) {
      return known;
    }
    RunningGateway made = RunningGateway.of(folder.resolve(config), Map.of());
    gateways.put(config, made);
    return made;
  }

  private String run(String commands) throws IOException, InterruptedException {
    Tool.Result result =
        new Tool("bash").run(".", "-c", "exec 2> /dev/null\n" + maven.localized(commands));
    assertThat(result.exit()).as(result.output()).isZero();
    return result.output().strip();
  }

  /** Without times and without white space, which the page has where lines would be too long. */
  private static String normal(String text) {
    return ELAPSED.matcher(text).replaceAll("\"elapsedMs\":0").replaceAll("\\s+", "");
  }
}
