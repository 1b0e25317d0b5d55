package io.tributary.transform;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Map;

/**
 * Converts documents to trees and back, on worker threads only. Numbers keep their text unless they
 * are computed with. Thread-safe.
 */
final class JsonTrees {
  /** The same limit as in the byte check. */
  private static final int MAX_DEPTH = 1000;

  private static final JsonMapper MAPPER = new JsonMapper(factory());

  private final JsonNodeFactory nodes;

  /** Makes trees of these nodes. */
  JsonTrees(JsonNodeFactory nodes) {
    this.nodes = nodes;
  }

  /**
   * Accepts what the check for trees accepts. A backend's maxBody limits the size. Names are not
   * remembered from one document to the next: a backend with ever new names would make that slow.
   */
  private static JsonFactory factory() {
    return new JsonFactoryBuilder()
        .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
        .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
        .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxStringLength(Integer.MAX_VALUE)
                .maxNameLength(Integer.MAX_VALUE)
                .maxNestingDepth(MAX_DEPTH)
                .build())
        .streamWriteConstraints(
            StreamWriteConstraints.builder().maxNestingDepth(2 * MAX_DEPTH).build())
        .build();
  }

  /** An object with one member for each part. */
  ObjectNode parse(Map<String, Buffer> bodies) throws IOException {
    ObjectNode parts = nodes.objectNode();
    for (Map.Entry<String, Buffer> body : bodies.entrySet()) {
      try (JsonParser json = MAPPER.createParser(body.getValue().getBytes())) {
        parts.set(body.getKey(), value(json, json.nextToken()));
      }
    }
    return parts;
  }

  private JsonNode value(JsonParser json, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(json);
      case START_ARRAY -> array(json);
      case VALUE_STRING -> nodes.textNode(json.getText());
      case VALUE_NUMBER_INT -> integer(json);
      case VALUE_NUMBER_FLOAT -> new WrittenNumber(json.getText());
      case VALUE_TRUE -> nodes.booleanNode(true);
      case VALUE_FALSE -> nodes.booleanNode(false);
      case VALUE_NULL -> nodes.nullNode();
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("no value starts with " + token);
    };
  }

  private ObjectNode object(JsonParser json) throws IOException {
    ObjectNode object = nodes.objectNode();
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      object.set(name, value(json, json.nextToken()));
    }
    return object;
  }

  private ArrayNode array(JsonParser json) throws IOException {
    ArrayNode array = nodes.arrayNode();
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      array.add(value(json, token));
    }
    return array;
  }

  private JsonNode integer(JsonParser json) throws IOException {
    return switch (json.getNumberType()) {
      case INT ->
          json.getIntValue() == 0 && json.getTextLength() > 1
              ? new NegativeZero()
              : nodes.numberNode(json.getIntValue());
      case LONG -> nodes.numberNode(json.getLongValue());
      case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> nodes.numberNode(json.getBigIntegerValue());
    };
  }

  /** The bytes of these documents together. */
  static long size(Map<String, Buffer> bodies) {
    long size = 0;
    for (Buffer body : bodies.values()) {
      size += body.length();
    }
    return size;
  }

  /**
   * The tree as JSON text. A small tree can be a large text, because a value can be in it many
   * times. Text with half of a surrogate pair, and a number that is not finite, fail as {@link
   * Reason#BAD_BODY}.
   *
   * @param most the bytes that it may have
   */
  static Buffer write(JsonNode tree, int most) throws IOException {
    BoundedOutput bytes = new BoundedOutput(most);
    try (JsonGenerator json = new ExactJson(MAPPER.createGenerator(bytes))) {
      new TreeWriter(json).write(tree);
    } catch (BoundedOutput.FullException _) {
      throw QueuedTransform.tooLarge("its result is larger than allowed");
    } catch (ExactJson.InexpressibleException wrong) {
      throw new CallFailedException(Reason.BAD_BODY, String.valueOf(wrong.getMessage()));
    }
    return bytes.bytes();
  }
}
