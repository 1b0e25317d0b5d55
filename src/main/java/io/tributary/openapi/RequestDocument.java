package io.tributary.openapi;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.config.BodySchema;
import java.util.Map;
import java.util.Optional;

/** The document that clients send with a POST. Stateless. */
final class RequestDocument {
  /** The problems that it can have, by their status. */
  static final Map<String, String> PROBLEMS =
      Map.of("408", "RequestTimeout", "413", "ContentTooLarge", "415", "UnsupportedMediaType");

  private RequestDocument() {}

  /** The body of the request, whose schema is one of these if it has one. */
  static ObjectNode node(Optional<BodySchema> schema, BodySchemas schemas, JsonMapper mapper) {
    ObjectNode body = mapper.createObjectNode().put("required", true);
    body.putObject("content")
        .putObject("application/json")
        .set("schema", schema.map(schemas::reference).orElseGet(mapper::createObjectNode));
    return body;
  }
}
