package io.tributary;

import static io.tributary.support.ShippedYaml.read;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The configuration as a pod sees it: the ConfigMap, mounted as a folder. */
class KubernetesConfigTest {
  private static final String CONFIG = "config";
  private static final String PRODUCTION = "deploy/kubernetes/overlays/production";

  private final JsonNode pod =
      read("deploy/kubernetes/base/deployment.yaml").at("/spec/template/spec");
  private final JsonNode configMap =
      read(CONFIG + "/kustomization.yaml").at("/configMapGenerator/0");

  @TempDir Path folder = Path.of("");

  @Test
  void keepsItsNameSoThatAChangeReachesTheRunningPods() {
    JsonNode inProduction = read(PRODUCTION + "/kustomization.yaml").at("/configMapGenerator/0");
    for (JsonNode generated : List.of(configMap, inProduction)) {
      assertThat(generated.path("name")).isEqualTo(pod.at("/volumes/0/configMap/name"));
      assertThat(generated.at("/options/disableNameSuffixHash").asBoolean()).isTrue();
    }
  }

  @Test
  void isMountedAsAFolderFromWhichTheServiceStarts() {
    JsonNode container = pod.at("/containers/0");
    JsonNode mount = container.at("/volumeMounts/0");
    assertThat(mount.path("name")).isEqualTo(pod.at("/volumes/0/name"));
    assertThat(mount.path("readOnly").asBoolean()).isTrue();
    assertThat(mount.has("subPath")).as("what has a subPath never changes").isFalse();
    assertThat(container.at("/args/0").asText())
        .isEqualTo(mount.path("mountPath").asText() + "/tributary.yaml");
  }

  @Test
  void givesEveryFileOfTheConfigMapItsPlace() {
    assertThat(items().findValuesAsText("path"))
        .containsExactlyElementsOf(
            configMap.get("files").valueStream().map(JsonNode::asText).toList());
    assertThat(items())
        .allSatisfy(
            item -> assertThat(item.get("path").asText()).endsWith(item.get("key").asText()));
  }

  @ParameterizedTest
  @ValueSource(strings = {CONFIG, PRODUCTION})
  void isValidThroughTheLinksOfTheMount(String source) throws IOException {
    mount(Path.of(source));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, UTF_8);
    Main main = new Main(Map.of(), out, out, _ -> {});
    assertThat(main.run(List.of("--check", folder.resolve("tributary.yaml").toString())))
        .as(said.toString(UTF_8))
        .hasValue(0);
  }

  /** Lays the files out as the kubelet does; what the source does not have is that of config/. */
  private void mount(Path source) throws IOException {
    Path version = folder.resolve("..2026_11_27");
    Path data = Files.createSymbolicLink(folder.resolve("..data"), version.getFileName());
    for (String path : items().findValuesAsText("path")) {
      Path own = source.resolve(path);
      Path to = version.resolve(path);
      Path _ = Files.createDirectories(to.getParent());
      Path _ = Files.copy(Files.exists(own) ? own : Path.of(CONFIG, path), to);
      Path top = Path.of(path).getName(0);
      if (!Files.isSymbolicLink(folder.resolve(top))) {
        Path _ = Files.createSymbolicLink(folder.resolve(top), data.getFileName().resolve(top));
      }
    }
  }

  private JsonNode items() {
    return pod.at("/volumes/0/configMap/items");
  }
}
