package io.tributary.transform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Defect D10: transforms in jars of the folder beside the configuration. */
class JavaTransformsTest {
  private static final String SERVICE = "META-INF/services/io.tributary.transform.Transform";
  private static final Path EXAMPLE = Path.of("config/examples/java-transform");

  /** By name, because nothing else here needs the jar of Jackson's annotations. */
  private static Class<?> annotation() {
    try {
      return Class.forName("com.fasterxml.jackson.annotation.JsonCreator");
    } catch (ClassNotFoundException absent) {
      throw new ExceptionInInitializerError(absent);
    }
  }

  /** Found by the classes: surefire's own class path is a jar with a manifest. */
  private static final String CLASS_PATH =
      Stream.of(Transform.class, ObjectNode.class, JsonFactory.class, annotation())
          .map(library -> library.getProtectionDomain().getCodeSource().getLocation().getPath())
          .collect(Collectors.joining(File.pathSeparator));

  @TempDir private Path folder = Path.of("");

  @Test
  void theExampleIsFoundAndComputes_D10() throws Exception {
    compile(EXAMPLE.resolve("src/com/example/Totals.java"));
    jar("totals.jar", Files.readString(EXAMPLE.resolve(SERVICE)));
    ObjectNode parts =
        (ObjectNode)
            new ObjectMapper()
                .readTree(
                    """
                    {"users": [1, 2], "orders": [
                      {"lines": [{"unitPrice": 19.99, "quantity": 3}]}, {"lines": null}, {}]}
                    """);
    assertThat(loader().find("java:totals").apply(parts).toString())
        .isEqualTo("{\"users\":2,\"orders\":3,\"total\":59.97}");
    parts.putNull("orders").putNull("users");
    assertThat(loader().find("java:totals").apply(parts).toString())
        .isEqualTo("{\"users\":0,\"orders\":0,\"total\":0}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "com.example.Nowhere | Provider com.example.Nowhere not found",
        "com.example.Plain   | com.example.Plain not a subtype",
        "com.example.Hidden  | Unable to get public no-arg constructor",
        "com.example.Needy   | Unable to get public no-arg constructor",
        "com.example.Angry   | could not be instantiated (java.lang.IllegalStateException: no luck)",
        "com.example.Nameless | no name today",
      })
  void aTransformThatCannotBeUsedSaysWhy_D10(String provider, String why) throws Exception {
    source("Hidden", "private Hidden() {}");
    source("Needy", "public Needy(String need) {}");
    source("Angry", "public Angry() { throw new IllegalStateException(\"no luck\"); }");
    source("Nameless", "");
    Path good = source("Good", "");
    Files.writeString(
        good.resolveSibling("Plain.java"), "package com.example; public final class Plain {}");
    compile(
        Stream.of("Hidden", "Needy", "Angry", "Nameless", "Plain", "Good")
            .map(name -> good.resolveSibling(name + ".java"))
            .toArray(Path[]::new));
    jar("bad.jar", provider + "\ncom.example.Good\n");
    assertThat(loader().mistakeIn("java:totals"))
        .get()
        .asString()
        .contains("no Java transform", "folder transforms", "\"totals\"", why);
    assertThat(loader().mistakeIn("java:Good")).as("a broken one does not hide it").isEmpty();
  }

  @Test
  void aJarThatIsNoneIsNoTransform_D10() throws Exception {
    Files.createDirectories(folder.resolve("transforms"));
    Files.writeString(folder.resolve("transforms/broken.jar"), "not a zip");
    assertThat(loader().mistakeIn("java:totals")).get().asString().contains("no Java transform");
    assertThat(loader().mistakeIn("java:names")).as("that of the class path").isEmpty();
  }

  @Test
  void twoVersionsOfAJarAreAMistake_D10() throws Exception {
    compile(source("Good", ""));
    jar("good-1.jar", "com.example.Good\n");
    jar("good-2.jar", "com.example.Good\n");
    assertThat(loader().mistakeIn("java:Good"))
        .get()
        .asString()
        .contains("several jars contain the Java transform com.example.Good");
  }

  @Test
  void twoTransformsOfOneNameAreAMistake_D10() throws Exception {
    Path good = source("Good", "");
    Path better = good.resolveSibling("Better.java");
    Files.writeString(better, Files.readString(good).replace("class Good", "class Better"));
    compile(good, better);
    jar("both.jar", "com.example.Good\ncom.example.Better\n");
    assertThat(loader().mistakeIn("java:Good"))
        .get()
        .asString()
        .contains("\"Good\": com.example.Good, com.example.Better");
  }

  @Test
  void whatIsNoFileIsNoJar_D2() throws Exception {
    Files.createDirectories(folder.resolve("transforms/x.jar"));
    assertThat(loader().mistakeIn("java:totals"))
        .get()
        .asString()
        .contains("x.jar is not a regular file");
  }

  private TransformLoader loader() {
    return new TransformLoader(folder, Files::readString);
  }

  private Path source(String name, String constructor) throws IOException {
    return Files.writeString(
        folder.resolve(name + ".java"),
        """
        package com.example;
        public final class %1$s implements io.tributary.transform.Transform {
          %2$s
          public String name() {
            if ("%1$s".equals("Nameless")) throw new IllegalStateException("no name today");
            return "%1$s";
          }
          public com.fasterxml.jackson.databind.JsonNode apply(
              com.fasterxml.jackson.databind.node.ObjectNode parts) {
            return parts;
          }
        }
        """
            .formatted(name, constructor));
  }

  private void compile(Path... sources) {
    List<String> arguments =
        Stream.concat(
                Stream.of(
                    "-proc:none", "-cp", CLASS_PATH, "-d", folder.resolve("classes").toString()),
                Stream.of(sources).map(Path::toString))
            .toList();
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, System.out, System.err, arguments.toArray(String[]::new)))
        .isZero();
  }

  private void jar(String name, String providers) throws IOException {
    Path jar = Files.createDirectories(folder.resolve("transforms")).resolve(name);
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> classes = Files.walk(folder.resolve("classes"))) {
      out.putNextEntry(new JarEntry(SERVICE));
      out.write(providers.getBytes(UTF_8));
      for (Path compiled : classes.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(folder.resolve("classes").relativize(compiled).toString()));
        Files.copy(compiled, out);
      }
    }
  }
}
