package io.tributary;

import static io.tributary.support.ShippedYaml.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.support.Dockerfile;
import io.tributary.support.ShippedYaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesFilesTest {
  private static final String FOLDER = "deploy/kubernetes/base";
  private static final String PRODUCTION = "deploy/kubernetes/overlays/production";
  private static final String CONFIG = "config/tributary.yaml";

  private final JsonNode kustomization = read(FOLDER + "/kustomization.yaml");
  private final JsonNode deployment = read(FOLDER + "/deployment.yaml");
  private final JsonNode pod = deployment.at("/spec/template/spec");
  private final JsonNode container = pod.at("/containers/0");

  @Test
  void listsEveryFileAndNoOther() {
    assertThat(
            texts(kustomization.get("resources"))
                .filter(resource -> !resource.startsWith("../"))
                .map(file -> FOLDER + "/" + file))
        .containsExactlyInAnyOrderElementsOf(
            ShippedYaml.filesUnder(FOLDER).stream()
                .filter(file -> !file.endsWith("kustomization.yaml"))
                .toList());
  }

  @ParameterizedTest
  @CsvSource({"startupProbe,/livez", "livenessProbe,/livez", "readinessProbe,/readyz"})
  void probesTheManagementPort(String probe, String path) {
    JsonNode get = container.at("/" + probe + "/httpGet");
    assertThat(get.path("path").asText()).isEqualTo(path);
    assertThat(port(get.path("port").asText())).isEqualTo(9090);
  }

  @Test
  void sendsTheServiceToTheHttpPort() {
    JsonNode service = read(FOLDER + "/service.yaml").at("/spec/ports/0");
    assertThat(port(service.path("targetPort").asText())).isEqualTo(8080);
    JsonNode policy = read(FOLDER + "/networkpolicy.yaml");
    assertThat(policy.at("/spec/ingress").findValues("port"))
        .extracting(JsonNode::asInt)
        .containsExactly(8080, 9090);
  }

  @Test
  void selectsTheLabelsOfThePod() {
    JsonNode labels = deployment.at("/spec/template/metadata/labels");
    assertThat(labels.isEmpty()).isFalse();
    assertThat(
            List.of(
                deployment.at("/spec/selector/matchLabels"),
                pod.at("/topologySpreadConstraints/0/labelSelector/matchLabels"),
                read(FOLDER + "/service.yaml").at("/spec/selector"),
                read(FOLDER + "/pdb.yaml").at("/spec/selector/matchLabels"),
                read(FOLDER + "/networkpolicy.yaml").at("/spec/podSelector/matchLabels")))
        .allSatisfy(selector -> assertThat(selector).isEqualTo(labels));
  }

  @Test
  void scalesTheDeploymentAndLeavesTheNumberOfReplicasAlone() {
    JsonNode target = read(FOLDER + "/hpa.yaml").at("/spec/scaleTargetRef");
    for (String field : List.of("apiVersion", "kind")) {
      assertThat(target.path(field)).isEqualTo(deployment.path(field));
    }
    assertThat(target.path("name")).isEqualTo(deployment.at("/metadata/name"));
    assertThat(deployment.at("/spec").has("replicas")).isFalse();
    assertThat(container.at("/resources/requests").has("cpu")).isTrue();
  }

  @Test
  void runsUnprivilegedAsTheUserOfTheImage() {
    JsonNode of = container.path("securityContext");
    assertThat(of.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(of.path("readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(texts(of.at("/capabilities/drop"))).containsExactly("ALL");
    JsonNode user = pod.path("securityContext");
    assertThat(user.path("runAsNonRoot").asBoolean()).isTrue();
    assertThat(user.path("runAsUser").asText() + ":" + user.path("runAsGroup").asText())
        .isEqualTo(Dockerfile.read().one("USER").arguments());
    assertThat(user.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
    assertThat(container.at("/volumeMounts/1/mountPath").asText()).isEqualTo("/tmp");
    assertThat(container.at("/volumeMounts/1/name")).isEqualTo(pod.at("/volumes/1/name"));
    assertThat(pod.at("/volumes/1").has("emptyDir")).isTrue();
  }

  @Test
  void givesTheAccountNoToken() {
    JsonNode account = read(FOLDER + "/serviceaccount.yaml");
    assertThat(pod.path("serviceAccountName")).isEqualTo(account.at("/metadata/name"));
    assertThat(account.path("automountServiceAccountToken").asBoolean(true)).isFalse();
    assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {CONFIG, PRODUCTION + "/tributary.yaml"})
  void agreesWithTheConfigurationOnPortsAndTimeToStop(String file) {
    assumeTrue(Files.exists(Path.of(file)), file + " is not there");
    JsonNode config = read(file);
    assertThat(config.at("/server/port").asInt(8080)).isEqualTo(port("http"));
    assertThat(config.at("/management/port").asInt(9090)).isEqualTo(port("management"));
    Duration stop =
        seconds(config.at("/shutdown/linger").asText("5s"))
            .plus(seconds(config.at("/shutdown/drain").asText("30s")))
            .plus(seconds(config.at("/deadline").asText("2s")));
    var grace = Duration.ofSeconds(pod.path("terminationGracePeriodSeconds").asLong());
    assertThat(grace).isGreaterThanOrEqualTo(stop.plusSeconds(5));
  }

  @Test
  void setsTheVariablesThatTheConfigurationReads() throws Exception {
    assumeTrue(Files.exists(Path.of(CONFIG)), CONFIG + " is not there");
    var used = Pattern.compile("\\$\\{(\\w+_URL)\\b").matcher(Files.readString(Path.of(CONFIG)));
    assertThat(
            texts(kustomization.at("/configMapGenerator/0/literals")).map(l -> l.split("=", 2)[0]))
        .containsExactlyInAnyOrderElementsOf(
            used.results().map(m -> m.group(1)).distinct().toList());
  }

  @Test
  void scrapesThePodsThatTheMonitorSelects() {
    JsonNode monitor = read("deploy/kubernetes/components/monitoring/podmonitor.yaml").get("spec");
    JsonNode labels = deployment.at("/spec/template/metadata/labels");
    assertThat(monitor.at("/selector/matchLabels")).isEqualTo(labels);
    assertThat(labels.path(monitor.path("jobLabel").asText()).asText())
        .as("the job in alerts and dashboards")
        .isEqualTo("tributary");
    JsonNode endpoint = monitor.at("/podMetricsEndpoints/0");
    assertThat(port(endpoint.path("port").asText())).isEqualTo(9090);
    assertThat(endpoint.path("path").asText()).isEqualTo("/metrics");
  }

  private int port(String name) {
    for (JsonNode port : container.get("ports")) {
      if (port.path("name").asText().equals(name)) {
        return port.path("containerPort").asInt();
      }
    }
    throw new AssertionError("no port is named " + name);
  }

  private static Stream<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asText);
  }

  private static Duration seconds(String duration) {
    return Duration.parse("PT" + duration);
  }
}
