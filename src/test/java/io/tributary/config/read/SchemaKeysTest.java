package io.tributary.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.config.AccessLogConfig;
import io.tributary.config.AggregateConfig;
import io.tributary.config.BackendConfig;
import io.tributary.config.BreakerConfig;
import io.tributary.config.ChunkConfig;
import io.tributary.config.Config;
import io.tributary.config.ContractConfig;
import io.tributary.config.EnoughConfig;
import io.tributary.config.PartConfig;
import io.tributary.config.PlacementConfig;
import io.tributary.config.ProxyConfig;
import io.tributary.config.RequestConfig;
import io.tributary.config.ServerTlsConfig;
import io.tributary.config.ShapeConfig;
import io.tributary.config.TlsConfig;
import io.tributary.config.input.InputConfig;
import io.tributary.config.input.ValueRule;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema, the records and the loader must know the same keys. */
class SchemaKeysTest {
  private static final Path SCHEMA = Path.of("config/tributary.schema.json");

  /** Components that are the key of a mapping, or derived from another key. */
  private static final Set<String> NOT_KEYS =
      Set.of(
          "BackendConfig.name",
          "BackendConfig.pathPrefix",
          "AggregateConfig.path",
          "AggregateConfig.background",
          "PartConfig.name",
          "PartConfig.needs");

  private static final Map<String, String> OTHER_NAMES =
      Map.of("defaultJson", "default", "origin", "url", "hostHeader", "host");

  @ParameterizedTest
  @MethodSource("records")
  void areThoseOfTheRecords(Class<? extends Record> type, String pointer) throws IOException {
    JsonNode object = new ObjectMapper().readTree(SCHEMA.toFile()).at(pointer);
    Set<String> keys =
        components(type)
            .map(RecordComponent::getName)
            .filter(name -> !NOT_KEYS.contains(type.getSimpleName() + "." + name))
            .map(name -> OTHER_NAMES.getOrDefault(name, name))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> inSchema = new TreeSet<>();
    object.get("properties").fieldNames().forEachRemaining(inSchema::add);
    assertThat(inSchema).isEqualTo(keys);
    assertThat(object.get("additionalProperties").asBoolean(true)).isFalse();
    assertThat(object.get("properties")).allMatch(key -> key.path("description").isTextual());
  }

  /** The keys of some records stand among those of their part. */
  private static Stream<RecordComponent> components(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .flatMap(
            one ->
                switch (one.getName()) {
                  case "shape" -> components(ShapeConfig.class);
                  case "placement" -> components(PlacementConfig.class);
                  case "chunks" -> components(ChunkConfig.class);
                  case "request" -> components(RequestConfig.class);
                  case "contract" -> components(ContractConfig.class);
                  default -> Stream.of(one);
                });
  }

  @ParameterizedTest
  @MethodSource({"records", "inputs"})
  void areKnownToTheLoader(Class<?> type, String pointer) throws IOException {
    JsonNode keys = new ObjectMapper().readTree(SCHEMA.toFile()).at(pointer).get("properties");
    String all =
        StreamSupport.stream(((Iterable<String>) keys::fieldNames).spliterator(), false)
            .map(key -> key + ": !refused x")
            .collect(Collectors.joining(", ", "{ ", " }"));
    String yaml =
        switch (pointer) {
          case "" -> all;
          case "/$defs/backend" -> "backends: { b: " + all + " }";
          case "/$defs/breaker", "/$defs/tls", "/$defs/proxy" ->
              "backends: { b: { " + pointer.substring("/$defs/".length()) + ": " + all + " } }";
          case "/properties/server/properties/tls" -> "server: { tls: " + all + " }";
          case "/properties/management/properties/console" ->
              "management: { console: " + all + " }";
          case "/properties/server/properties/accessLog" -> "server: { accessLog: " + all + " }";
          case "/$defs/aggregate" -> "aggregates: { /a: " + all + " }";
          case "/$defs/input" -> "aggregates: { /a: { inputs: { i: " + all + " } } }";
          case "/$defs/items" ->
              "aggregates: { /a: { inputs: { i: { type: array, items: " + all + " } } } }";
          case "/$defs/aggregate/properties/enough" ->
              "aggregates: { /a: { enough: " + all + " } }";
          case "/$defs/part" -> "aggregates: { /a: { parts: { p: " + all + " } } }";
          default -> pointer.substring("/properties/".length()) + ": " + all;
        };
    assertThat(Loading.problems(yaml))
        .filteredOn(problem -> problem.contains("tags (!refused)"))
        .hasSize(keys.size());
    assertThat(Loading.problems(yaml)).noneMatch(problem -> problem.contains("unknown key"));
  }

  /** The record of an input has rules in place of most keys. */
  static Stream<Arguments> inputs() {
    return Stream.of(
        arguments(InputConfig.class, "/$defs/input"), arguments(ValueRule.class, "/$defs/items"));
  }

  static Stream<Arguments> records() {
    return Stream.of(
        arguments(Config.class, ""),
        arguments(Config.Server.class, "/properties/server"),
        arguments(Config.Management.class, "/properties/management"),
        arguments(Config.Console.class, "/properties/management/properties/console"),
        arguments(Config.Shutdown.class, "/properties/shutdown"),
        arguments(Config.Transforms.class, "/properties/transforms"),
        arguments(Config.Tracing.class, "/properties/tracing"),
        arguments(Config.Log.class, "/properties/log"),
        arguments(AccessLogConfig.class, "/properties/server/properties/accessLog"),
        arguments(BackendConfig.class, "/$defs/backend"),
        arguments(BreakerConfig.class, "/$defs/breaker"),
        arguments(TlsConfig.class, "/$defs/tls"),
        arguments(ServerTlsConfig.class, "/properties/server/properties/tls"),
        arguments(ProxyConfig.class, "/$defs/proxy"),
        arguments(AggregateConfig.class, "/$defs/aggregate"),
        arguments(EnoughConfig.class, "/$defs/aggregate/properties/enough"),
        arguments(PartConfig.class, "/$defs/part"));
  }
}
