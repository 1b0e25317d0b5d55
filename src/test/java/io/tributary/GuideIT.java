package io.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.stubs.MavenOnFreePorts;
import io.tributary.support.Guide;
import io.tributary.support.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types every command of the guide for backend developers, and compares what it prints. */
class GuideIT {
  private static final Path PAGE = Path.of("config/examples/README.md");
  private static final String BUILD = "mvn -q package";
  private static final String MAVEN = "mvn -q test-compile exec:exec@";
  private static final String SERVICE = "java -jar target/tributary.jar config/shop.yaml";

  @TempDir private Path root = Path.of("");

  private MavenOnFreePorts maven = new MavenOnFreePorts(root);
  private @Nullable ServiceProcess service;

  @BeforeEach
  void makeAClone() throws IOException {
    maven = new MavenOnFreePorts(root);
    for (Path source : List.of(Path.of("deploy/wiremock"), Path.of("config"))) {
      try (Stream<Path> files = Files.walk(source)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.createDirectories(Objects.requireNonNull(root.resolve(file).getParent()));
          Files.copy(file, root.resolve(file));
        }
      }
    }
    Files.createSymbolicLink(
        root.resolve("target"), JarProcess.jar().toAbsolutePath().resolveSibling(""));
  }

  @AfterEach
  void stop() {
    if (service != null) {
      service.close();
    }
    maven.close();
  }

  @Test
  void everyCommandPrintsWhatThePageSays() throws Exception {
    List<Guide.Step> steps = Guide.read(PAGE).steps();
    assertThat(steps).hasSizeGreaterThan(15);
    for (Guide.Step step : steps) {
      assertThat(run(step.commands()).strip())
          .as(step.commands())
          .matches(step.pattern(maven::localized));
    }
  }

  private String run(String commands) throws Exception {
    if (commands.startsWith(BUILD)) {
      return ""; // done before this test
    }
    if (commands.startsWith(MAVEN)) {
      return maven.run(maven.localized(commands));
    }
    if (commands.startsWith(SERVICE)) {
      restart();
      return "";
    }
    String script =
        "set -e; export PATH='%s/bin':\"$PATH\"\n%s"
            .formatted(System.getProperty("java.home"), maven.localized(commands));
    Tool.Result result = new Tool("bash").run(root.toString(), "-c", script);
    assertThat(result.exit()).as(result.output()).isZero();
    return result.output();
  }

  private void restart() throws Exception {
    if (service != null) {
      service.close();
    }
    Path config = root.resolve("config");
    service = ServiceProcess.start(config, Files.readString(config.resolve("shop.yaml")));
    maven.listensAt("localhost:8080", service.port());
  }
}
