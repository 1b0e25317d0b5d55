package io.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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

  private static Attributes manifest() throws Exception {
    try (JarFile jar = new JarFile(JarProcess.jar().toFile())) {
      return jar.getManifest().getMainAttributes();
    }
  }
}
