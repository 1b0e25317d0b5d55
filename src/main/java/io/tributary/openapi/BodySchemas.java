package io.tributary.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tributary.config.BodySchema;
import java.util.LinkedHashMap;
import java.util.Map;

/** The schemas of parts' bodies as components of the document, each once. Not thread-safe. */
final class BodySchemas {
  private static final String PLACE = "#/components/schemas/";

  private final JsonMapper mapper;
  private final ObjectNode schemas;
  private final Map<BodySchema, String> names = new LinkedHashMap<>();

  /**
   * Creates an empty collection.
   *
   * @param schemas the components; those that are there already keep their names
   */
  BodySchemas(JsonMapper mapper, ObjectNode schemas) {
    this.mapper = mapper;
    this.schemas = schemas;
  }

  /** A reference to the component, which is added if it is new. */
  ObjectNode reference(BodySchema schema) {
    return mapper.createObjectNode().put("$ref", PLACE + names.computeIfAbsent(schema, this::add));
  }

  private String add(BodySchema schema) {
    String name = schema.name();
    for (int next = 2; schemas.has(name); next++) {
      name = schema.name() + next;
    }
    JsonNode body = parse(schema);
    for (JsonNode holder : body.findParents("$ref")) {
      String place = holder.path("$ref").asText().substring(1);
      ((ObjectNode) holder).set("$ref", TextNode.valueOf(PLACE + name + place));
    }
    if (body instanceof ObjectNode object) {
      object.remove("$schema");
      object.remove("$id");
    }
    schemas.set(name, body);
    return name;
  }

  private JsonNode parse(BodySchema schema) {
    try {
      return mapper.readTree(schema.json());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the configuration has checked it", e);
    }
  }
}
