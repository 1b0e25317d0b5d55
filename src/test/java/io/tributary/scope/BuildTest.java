package io.tributary.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BuildTest {
  /** Also of classes that are in no jar, as in the demo. */
  @Test
  void knowsTheVersionOfTheProject() throws Exception {
    String version = Build.version().orElse("unknown");
    assertThat(version).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<artifactId>tributary</artifactId>\n  <version>" + version + "</version>");
  }
}
