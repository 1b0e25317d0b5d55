package io.tributary.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A shipped Grafana dashboard. */
public record Dashboard(String name, JsonNode json) {
  private static final Path FOLDER = Path.of("deploy/grafana/dashboards");

  /** All of them, by name. */
  public static List<Dashboard> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(Dashboard::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Dashboard read(Path file) {
    try {
      return new Dashboard(
          file.getFileName().toString(), new ObjectMapper().readTree(file.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its panels, in order. */
  public List<JsonNode> panels() {
    return json.get("panels").valueStream().toList();
  }

  /** Its variables. */
  public List<JsonNode> variables() {
    return json.at("/templating/list").valueStream().toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
