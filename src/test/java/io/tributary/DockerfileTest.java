package io.tributary;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.tributary.support.Dockerfile;
import io.tributary.support.Dockerfile.Instruction;
import io.tributary.support.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DockerfileTest {
  private final Dockerfile dockerfile = Dockerfile.read();
  private final Instruction training = dockerfile.one("RUN");
  private final Instruction entrypoint = dockerfile.one("ENTRYPOINT");

  @Test
  void copiesLibrariesThenConfigurationThenTheJar() {
    assertThat(dockerfile.all("COPY"))
        .extracting(copy -> copy.arguments().replaceAll(".* ", ""))
        .containsExactly("lib/", "config/", "./");
    assertThat(dockerfile.all("COPY").getLast().arguments())
        .contains("target/tributary.jar", "target/sbom.json");
    assertThat(dockerfile.all("ADD")).isEmpty();
  }

  @Test
  void buildsTheAotCacheAfterTheLastCopy() {
    List<Instruction> stage = dockerfile.runtime();
    assertThat(training.arguments()).contains("-XX:AOTCacheOutput=");
    assertThat(stage.indexOf(training))
        .isGreaterThan(stage.lastIndexOf(dockerfile.all("COPY").getLast()));
  }

  @Test
  void trainsAndRunsWithTheSameFlags() {
    String cache = value(entrypoint, "-XX:AOTCache=");
    assertThat(value(training, "-XX:AOTCacheOutput=")).isEqualTo(cache);
    assertThat(flags(training, flag -> !flag.startsWith("-Xmx")))
        .isEqualTo(flags(entrypoint, f -> true));
    assertThat(flags(entrypoint, f -> true))
        .contains("-XX:+ExitOnOutOfMemoryError")
        .anyMatch(flag -> flag.matches("-XX:\\+Use\\w+GC"))
        .anyMatch(flag -> flag.startsWith("-XX:MaxRAMPercentage="));
    assertThat(afterJar(training)).startsWith(afterJar(entrypoint).toArray(String[]::new));
  }

  @Test
  void namesTheFilesItHasCopied() {
    assertThat(dockerfile.one("WORKDIR").arguments()).isEqualTo("/app");
    assertThat(afterJar(entrypoint)).containsExactly("/app/tributary.jar");
    assertThat(dockerfile.one("CMD").words()).containsExactly("/app/config/tributary.yaml");
    assertThat(afterJar(training))
        .as("a whole life of the service, with the configuration it runs with")
        .containsExactly("/app/tributary.jar", "/app/config/tributary.yaml");
  }

  @Test
  void startsTheProcessWithoutAShell() {
    assertThat(List.of(entrypoint, training, dockerfile.one("CMD"))).allMatch(Instruction::isExec);
    assertThat(dockerfile.one("STOPSIGNAL").arguments()).isEqualTo("SIGTERM");
  }

  @Test
  void runsAsANumberedUserThatIsNotRoot() {
    List<Instruction> stage = dockerfile.runtime();
    assertThat(dockerfile.one("USER").arguments()).matches("[1-9]\\d*:[1-9]\\d*");
    assertThat(stage.indexOf(dockerfile.one("USER"))).isLessThan(stage.indexOf(entrypoint));
  }

  @Test
  void leavesWhatItCopiesOutOfDockerignore() throws IOException {
    List<String> kept = Files.readAllLines(Path.of(".dockerignore"));
    assertThat(kept).contains("*");
    var copied =
        dockerfile.instructions().stream()
            .filter(i -> i.name().equals("COPY") && !i.arguments().startsWith("--from"))
            .map(i -> "!" + i.arguments().split(" ", 2)[0].replaceAll("/$", ""))
            .toList();
    assertThat(kept).filteredOn(line -> line.startsWith("!")).hasSameElementsAs(copied);
  }

  @Test
  void labelsTheImageAsTheBuildDescribesIt() throws IOException {
    Map<String, String> labels =
        Pattern.compile("org\\.opencontainers\\.image\\.([\\w.]+)=\"([^\"]*)\"")
            .matcher(dockerfile.one("LABEL").arguments())
            .results()
            .collect(toMap(label -> label.group(1), label -> label.group(2)));
    String pom = Files.readString(Path.of("pom.xml"));
    assertThat(labels)
        .containsOnlyKeys("title", "description", "version", "revision", "licenses", "base.name")
        .containsEntry("revision", "$REVISION")
        .containsEntry("base.name", "docker.io/library/" + dockerfile.one("FROM").arguments());
    assertThat(pom)
        .contains(
            "<version>" + labels.get("version"),
            "<name>" + labels.get("title") + "</name>",
            "<description>" + labels.get("description") + "</description>",
            "<name>" + labels.get("licenses") + "</name>");
    List<Instruction> stage = dockerfile.runtime();
    assertThat(stage.indexOf(dockerfile.one("ARG")))
        .as("a new revision makes no layer again")
        .isGreaterThan(stage.indexOf(training));
  }

  @Test
  void tellsReadyFromNotReady() throws Exception {
    List<String> check = dockerfile.one("HEALTHCHECK").words();
    assertThat(check).startsWith("bash", "-c").hasSize(3);
    var server = new WireMockServer(options().dynamicPort());
    server.start();
    try {
      String script = check.getLast().replace("/9090", "/" + server.port());
      assertThat(script).isNotEqualTo(check.getLast());
      server.stubFor(get("/readyz").willReturn(status(200)));
      assertThat(new Tool("bash").run(".", "-c", script).exit()).isZero();
      server.stubFor(get("/readyz").willReturn(status(503)));
      assertThat(new Tool("bash").run(".", "-c", script).exit()).isNotZero();
      server.stop();
      assertThat(new Tool("bash").run(".", "-c", script).exit()).isNotZero();
    } finally {
      server.stop();
    }
  }

  private static String value(Instruction java, String flag) {
    return java.words().stream()
        .filter(w -> w.startsWith(flag))
        .findFirst()
        .orElse("none")
        .substring(flag.length());
  }

  private static List<String> flags(Instruction java, Predicate<String> wanted) {
    List<String> words = java.words();
    return words.subList(words.indexOf("java") + 1, words.indexOf("-jar")).stream()
        .filter(flag -> !flag.startsWith("-XX:AOTCache"))
        .filter(wanted)
        .toList();
  }

  private static List<String> afterJar(Instruction java) {
    List<String> words = java.words();
    return words.subList(words.indexOf("-jar") + 1, words.size());
  }
}
