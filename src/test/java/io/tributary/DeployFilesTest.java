package io.tributary;

import static io.tributary.support.ShippedYaml.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.config.Config;
import io.tributary.config.Secret;
import io.tributary.config.read.Loading;
import io.tributary.support.Dockerfile;
import io.tributary.support.MetricNames;
import io.tributary.support.ShippedYaml;
import io.tributary.support.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeployFilesTest {
  private static final String PROMETHEUS = "deploy/prometheus";

  private final JsonNode services = read("deploy/compose.yaml").get("services");
  private final JsonNode tributary = services.get("tributary");
  private final JsonNode container =
      read("deploy/kubernetes/base/deployment.yaml").at("/spec/template/spec/containers/0");

  static List<String> files() {
    return ShippedYaml.filesUnder("deploy");
  }

  @ParameterizedTest
  @MethodSource("files")
  void isYamlWithoutDuplicateKeys(String file) {
    assertThat(read(file).isObject()).isTrue();
  }

  @Test
  void pinsEveryImage() {
    var images = new ArrayList<String>();
    services.findValues("image").forEach(image -> images.add(image.asText()));
    images.add(container.path("image").asText());
    Dockerfile.read().instructions().stream()
        .filter(i -> i.name().equals("FROM"))
        .forEach(from -> images.add(from.arguments().split(" ", 2)[0]));
    assertThat(images)
        .hasSizeGreaterThan(5)
        .allMatch(image -> image.matches("[a-z/.-]+:v?\\d+\\.\\d+\\.\\d+\\S*"));
  }

  @Test
  void namesTheImageAfterTheVersionOfTheBuild() throws IOException {
    var version =
        Pattern.compile("<artifactId>tributary</artifactId>\\s*<version>([\\d.]+)")
            .matcher(Files.readString(Path.of("pom.xml")));
    assertThat(version.find()).isTrue();
    JsonNode image = read("deploy/kubernetes/base/kustomization.yaml").at("/images/0");
    JsonNode inProduction =
        read("deploy/kubernetes/overlays/production/kustomization.yaml").at("/images/0");
    assertThat(List.of(image, inProduction))
        .allMatch(tagged -> tagged.path("newTag").asText().equals(version.group(1)));
    String name = image.path("name").asText() + ":" + version.group(1);
    assertThat(List.of(tributary.get("image").asText(), container.get("image").asText()))
        .containsOnly(name);
  }

  @Test
  void agreesOnThePorts() {
    List<String> ports = List.of("8080", "9090");
    assertThat(Dockerfile.read().one("EXPOSE").arguments().split(" "))
        .containsExactlyElementsOf(ports);
    assertThat(tributary.get("ports").valueStream().map(p -> p.asText().replaceAll(".*:", "")))
        .containsExactlyElementsOf(ports);
    assertThat(container.findValuesAsText("containerPort")).containsExactlyElementsOf(ports);
    JsonNode scraped = read(PROMETHEUS + "/prometheus.yml").at("/scrape_configs/0");
    assertThat(scraped.at("/static_configs/0/targets/0").asText()).isEqualTo("tributary:9090");
    assertThat(scraped.path("job_name").asText()).isEqualTo("tributary");
  }

  @Test
  void agreesOnThePortsWithTheConfiguration() {
    String file = "config/tributary.yaml";
    assumeTrue(Files.exists(Path.of(file)), file + " is not there");
    assertThat(read(file).at("/server/port").asInt(8080)).isEqualTo(8080);
    assertThat(read(file).at("/management/port").asInt(9090)).isEqualTo(9090);
  }

  @ParameterizedTest
  @ValueSource(strings = {"users", "orders", "products"})
  void givesEachBackendItsStub(String name) {
    JsonNode stub = services.get(name);
    assertThat(stub.at("/volumes/0").asText())
        .isEqualTo("./wiremock/" + name + ":/home/wiremock:ro");
    assertThat(Path.of("deploy/wiremock", name, "mappings")).isDirectory();
    assertThat(tributary.at("/environment/" + name.toUpperCase(Locale.ROOT) + "_URL").asText())
        .isEqualTo("http://" + name + ":8080");
    assertThat(stub.has("healthcheck")).isTrue();
  }

  @Test
  void publishesItsPortsToThisMachineOnly() {
    assertThat(services.findValues("ports"))
        .flatExtracting(ports -> ports.valueStream().map(JsonNode::asText).toList())
        .hasSizeGreaterThan(5)
        .allMatch(port -> port.startsWith("127.0.0.1:"));
  }

  @Test
  void letsAnOperatorOpenTheConsoleChangeTheConfigurationAndSeeTraces() throws Exception {
    assertThat(tributary.at("/volumes/0").asText()).isEqualTo("../config:/app/config:ro");
    assertThat(Dockerfile.read().one("CMD").arguments())
        .isEqualTo("[\"/app/config/tributary.yaml\"]");
    Map<String, String> environment = new HashMap<>();
    tributary
        .get("environment")
        .properties()
        .forEach(
            set ->
                environment.put(
                    set.getKey(),
                    set.getValue().asText().replaceFirst("^\\$\\{\\w+:-(.*)}$", "$1")));
    Config config = Loading.loader(environment).load(Path.of("config/tributary.yaml"));
    assertThat(config.management().token()).map(Secret::text).contains("this-machine-only");
    JsonNode jaeger = services.get("jaeger");
    assertThat(environment)
        .containsEntry("OTEL_EXPORTER_OTLP_ENDPOINT", "http://jaeger:4317")
        .containsEntry("OTEL_TRACES_SAMPLER", "always_on");
    String host = jaeger.at("/ports/0").asText().replaceFirst("127.0.0.1:(\\d+):16686", "$1");
    assertThat(config.tracing().link()).contains("http://localhost:" + host + "/trace/{traceId}");
  }

  @Test
  void alertsOnlyOnMetricsThatExist() throws IOException {
    for (String file : List.of("rules.yml", "alerts.yml", "alerts_test.yml")) {
      var names =
          Pattern.compile("(?<![\\w:])tributary_[a-z_]+")
              .matcher(Files.readString(Path.of(PROMETHEUS, file)));
      assertThat(
              names
                  .results()
                  .map(MatchResult::group)
                  .map(n -> n.replaceAll("_(bucket|count|sum)$", "")))
          .as(file)
          .isNotEmpty()
          .isSubsetOf(MetricNames.ALL);
    }
  }

  @Test
  void testsEveryAlert() {
    List<String> alerts = read(PROMETHEUS + "/alerts.yml").findValuesAsText("alert");
    var raised = new ArrayList<String>();
    for (JsonNode test : read(PROMETHEUS + "/alerts_test.yml").get("tests")) {
      for (JsonNode check : test.get("alert_rule_test")) {
        if (!check.path("exp_alerts").isEmpty()) {
          raised.add(check.path("alertname").asText());
        }
      }
    }
    assertThat(raised).containsExactlyInAnyOrderElementsOf(alerts);
  }

  @Test
  void tellsWhatEveryAlertMeansAndWhatToDo() {
    for (JsonNode annotations : read(PROMETHEUS + "/alerts.yml").findValues("annotations")) {
      for (String text : List.of("summary", "description", "runbook")) {
        assertThat(annotations.path(text).asText()).as(text).isNotBlank();
      }
      assertThat(annotations.path("runbook").asText()).contains(" ").endsWith(".");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check config prometheus.yml",
        "check rules rules.yml",
        "check rules alerts.yml",
        "test rules alerts_test.yml"
      })
  void satisfiesPromtool(String arguments) throws Exception {
    Tool.Result result = new Tool("promtool").run(PROMETHEUS, arguments.split(" "));
    assertThat(result.exit()).as(result.output()).isZero();
  }
}
