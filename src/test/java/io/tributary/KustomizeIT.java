package io.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cluster is given, made by the tools and checked against Kubernetes' own schemas. */
class KustomizeIT {
  private static final String DEFAULT = "deploy/kubernetes";
  private static final String PRODUCTION = DEFAULT + "/overlays/production";

  @TempDir Path folder = Path.of("");

  @Test
  void isBuiltByKubectlWithoutFlags() throws Exception {
    Tool.Result built = new Tool("kubectl").run(".", "kustomize", DEFAULT);
    assertThat(built.exit()).as(built.output()).isZero();
    assertThat(built.output())
        .contains("kind: Deployment", "name: tributary-config\n")
        .containsPattern("name: tributary-backends-\\w+");
  }

  @Test
  void changesForProductionOnlyWhatTheOverlayNames() throws Exception {
    String production = build(PRODUCTION);
    assertThat(kinds(production)).contains("PodMonitor").containsAll(kinds(build(DEFAULT)));
    assertThat(production)
        .contains(
            "image: registry.example.com/tributary:0.1.0",
            "minReplicas: 3",
            "memory: 1Gi",
            "url: http://users.production.svc.cluster.local:8080",
            "kubernetes.io/metadata.name: production",
            "order-report.jslt: |")
        .doesNotContain("memory: 512Mi", "metadata.name: shop");
    assertThat(Pattern.compile("(?m)^  namespace: tributary$").matcher(production).results())
        .hasSameSizeAs(kinds(production));
  }

  @ParameterizedTest
  @ValueSource(strings = {DEFAULT, PRODUCTION})
  void keepsToTheSchemasOfKubernetes(String kustomization) throws Exception {
    // The operator's own kinds are not among the schemas of Kubernetes.
    String known =
        Stream.of(build(kustomization).split("(?m)^---$"))
            .filter(object -> !object.contains("apiVersion: monitoring.coreos.com/"))
            .collect(Collectors.joining("---"));
    Path file = Files.writeString(folder.resolve("objects.yaml"), known);
    Tool.Result checked = new Tool("kubectl-validate").run(".", file.toString());
    assertThat(checked.exit()).as(checked.output()).isZero();
  }

  private static String build(String kustomization) throws Exception {
    Tool.Result built = new Tool("kustomize").run(".", "build", kustomization);
    assertThat(built.exit()).as(built.output()).isZero();
    return built.output();
  }

  private static List<String> kinds(String objects) {
    return Pattern.compile("(?m)^kind: (\\w+)$")
        .matcher(objects)
        .results()
        .map(found -> found.group(1))
        .toList();
  }
}
