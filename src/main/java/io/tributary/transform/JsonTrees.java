package io.tributary.transform;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Map;

/**
 * Converts documents to trees and back, on worker threads only. Numbers keep all digits unless they
 * are computed with. Thread-safe.
 */
final class JsonTrees {
  /** The same limit as in the byte check. */
  private static final int MAX_DEPTH = 1000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(factory())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
          .build();

  private JsonTrees() {}

  /** Accepts what the byte check accepts. A backend's maxBody limits the size. */
  private static JsonFactory factory() {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNumberLength(Integer.MAX_VALUE)
                .maxStringLength(Integer.MAX_VALUE)
                .maxNameLength(Integer.MAX_VALUE)
                .maxNestingDepth(MAX_DEPTH)
                .build())
        .streamWriteConstraints(
            StreamWriteConstraints.builder().maxNestingDepth(2 * MAX_DEPTH).build())
        .build();
  }

  /** An object with one member for each part. */
  static ObjectNode parse(Map<String, Buffer> bodies) throws IOException {
    ObjectNode parts = MAPPER.createObjectNode();
    for (Map.Entry<String, Buffer> body : bodies.entrySet()) {
      parts.set(body.getKey(), MAPPER.readTree(body.getValue().getBytes()));
    }
    return parts;
  }

  static Buffer write(JsonNode tree) throws JsonProcessingException {
    return Buffer.buffer(MAPPER.writeValueAsBytes(tree));
  }
}
