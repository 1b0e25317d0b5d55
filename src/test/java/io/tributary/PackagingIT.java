package io.tributary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The jar as it is shipped: thin, beside a complete {@code lib/}. */
final class PackagingIT {

  @Test
  void theJarHoldsOurClassesOnly() throws Exception {
    try (JarFile jar = new JarFile(JarProcess.jar().toFile())) {
      assertThat(jar.stream().map(entry -> entry.getName()))
          .contains(
              "io/tributary/Main.class",
              "META-INF/services/ch.qos.logback.classic.spi.Configurator")
          .filteredOn(name -> name.endsWith(".class"))
          .allMatch(name -> name.startsWith("io/tributary/"));
    }
  }

  @Test
  void theManifestNamesMainAndGrantsNativeAccess() throws Exception {
    Attributes manifest = manifest();
    assertThat(manifest.getValue("Main-Class")).isEqualTo("io.tributary.Launcher");
    assertThat(manifest.getValue("Enable-Native-Access")).isEqualTo("ALL-UNNAMED");
  }

  @Test
  void everythingOnTheClassPathIsInLibAndNothingElse() throws Exception {
    Path home = Objects.requireNonNull(JarProcess.jar().getParent());
    List<String> classPath = List.of(manifest().getValue("Class-Path").split(" "));
    try (Stream<Path> lib = Files.list(home.resolve("lib"))) {
      Set<String> there =
          lib.map(file -> home.relativize(file).toString()).collect(Collectors.toSet());
      assertThat(there).containsExactlyInAnyOrderElementsOf(classPath);
      assertThat(there).noneMatch(name -> name.contains("junit") || name.contains("wiremock"));
    }
  }

  @Test
  void theBillOfMaterialsListsWhatIsInLib() throws Exception {
    Path home = Objects.requireNonNull(JarProcess.jar().getParent());
    Path file = home.resolve("sbom.json");
    assumeTrue(Files.exists(file), "Maven makes it only while it is online");
    JsonNode sbom = new ObjectMapper().readTree(file.toFile());
    assertThat(sbom.path("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(sbom.at("/metadata/component/name").asText()).isEqualTo("tributary");
    Set<String> hashes = new HashSet<>();
    for (JsonNode component : sbom.get("components")) {
      assertThat(component.path("licenses").isEmpty())
          .as(component.path("name").asText())
          .isFalse();
      for (JsonNode hash : component.get("hashes")) {
        if (hash.path("alg").asText().equals("SHA-256")) {
          hashes.add(hash.path("content").asText());
        }
      }
    }
    try (Stream<Path> lib = Files.list(home.resolve("lib"))) {
      assertThat(lib.map(PackagingIT::sha256)).containsExactlyInAnyOrderElementsOf(hashes);
    }
  }

  private static String sha256(Path file) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Attributes manifest() throws Exception {
    try (JarFile jar = new JarFile(JarProcess.jar().toFile())) {
      return jar.getManifest().getMainAttributes();
    }
  }
}
