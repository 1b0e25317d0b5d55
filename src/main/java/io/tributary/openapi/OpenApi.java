package io.tributary.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.aggregate.Reason;
import io.tributary.config.AggregateConfig;
import io.tributary.config.Config;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;

/**
 * The OpenAPI 3.1 document of all aggregates of a configuration. It depends on nothing else, so the
 * same configuration gives the same bytes. Stateless.
 */
public final class OpenApi {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private OpenApi() {}

  /** Returns the document as JSON text. */
  public static String of(Config config) {
    ObjectNode document = MAPPER.createObjectNode();
    document.put("openapi", "3.1.0");
    document.putObject("info").put("title", "Tributary").put("version", version());
    ObjectNode paths = document.putObject("paths");
    JsonNode components = components();
    BodySchemas schemas = new BodySchemas(MAPPER, components.withObject("/schemas"));
    for (AggregateConfig aggregate : config.aggregates()) {
      paths
          .putObject(aggregate.path())
          .set(
              aggregate.method().name().toLowerCase(Locale.ROOT),
              new Operation(aggregate, schemas, MAPPER).node());
    }
    document.set("components", components);
    try {
      return MAPPER.writeValueAsString(document) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON can be written", e);
    }
  }

  private static String version() {
    return Objects.requireNonNullElse(OpenApi.class.getPackage().getImplementationVersion(), "0");
  }

  private static JsonNode components() {
    try (InputStream in =
        Objects.requireNonNull(OpenApi.class.getResourceAsStream("components.json"))) {
      JsonNode components = MAPPER.readTree(in);
      ArrayNode reasons = components.withObject("/schemas/Reason").putArray("enum");
      for (Reason reason : Reason.values()) {
        reasons.add(reason.code());
      }
      return components;
    } catch (IOException e) {
      throw new IllegalStateException("the components are part of the jar", e);
    }
  }
}
