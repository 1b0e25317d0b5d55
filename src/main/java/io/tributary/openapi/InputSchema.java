package io.tributary.openapi;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.config.input.Ascii;
import io.tributary.config.input.Format;
import io.tributary.config.input.InputConfig;
import io.tributary.config.input.Length;
import io.tributary.config.input.Matching;
import io.tributary.config.input.Numeric;
import io.tributary.config.input.OneOf;
import io.tributary.config.input.Present;
import io.tributary.config.input.Segment;
import io.tributary.config.input.ValueRule;
import io.tributary.config.input.WithoutDelimiters;
import java.math.BigDecimal;

/** Describes the inputs of aggregates as parameters with a JSON Schema. Stateless. */
final class InputSchema {
  private InputSchema() {}

  static ObjectNode parameter(InputConfig input, JsonMapper mapper) {
    ObjectNode parameter = mapper.createObjectNode();
    parameter.put("name", input.key()).put("in", input.source().word());
    if (input.required() || input.source() == InputConfig.Source.PATH) {
      parameter.put("required", true);
    }
    ObjectNode one = value(input, mapper);
    ObjectNode schema = one;
    if (input.isArray()) {
      schema = mapper.createObjectNode().put("type", "array");
      schema.set("items", one);
      schema.put("maxItems", input.maxItems().getAsInt());
    }
    String type = one.path("type").asText();
    if (input.isArray() && !input.otherwise().isEmpty()) {
      ArrayNode values = schema.putArray("default");
      input.otherwise().forEach(text -> add(values, type, text));
    } else if (!input.otherwise().isEmpty()) {
      ArrayNode values = mapper.createArrayNode();
      add(values, type, input.otherwise().getFirst());
      schema.set("default", values.get(0));
    }
    parameter.set("schema", schema);
    return parameter;
  }

  private static ObjectNode value(InputConfig input, JsonMapper mapper) {
    ObjectNode schema = mapper.createObjectNode();
    String type = input.valueType();
    schema.put("type", type);
    for (ValueRule rule : input.rules()) {
      switch (rule) {
        case Numeric range -> describe(range, schema);
        case Length length -> describe(length, schema);
        case Format format -> schema.put("format", format.word());
        case Matching matching -> schema.put("pattern", matching.pattern().pattern());
        case OneOf oneOf -> {
          if (!oneOf.equals(OneOf.TRUTH)) {
            ArrayNode values = schema.putArray("enum");
            oneOf.values().forEach(text -> add(values, type, text));
          }
        }
        case Ascii _, Present _, Segment _, WithoutDelimiters _ -> {} // of the place, not the value
      }
    }
    return schema;
  }

  private static void describe(Numeric range, ObjectNode schema) {
    if (range.equals(Numeric.INT_32) || range.equals(Numeric.INT_64)) {
      schema.put("format", range.equals(Numeric.INT_32) ? "int32" : "int64");
      return;
    }
    range.minimum().filter(least -> !isEnd(least, range)).ifPresent(l -> schema.put("minimum", l));
    range.maximum().filter(most -> !isEnd(most, range)).ifPresent(m -> schema.put("maximum", m));
  }

  /** Whether a bound is that of every 64-bit integer, which goes without saying. */
  private static boolean isEnd(BigDecimal bound, Numeric range) {
    return range.whole()
        && (Numeric.INT_64.minimum().filter(bound::equals).isPresent()
            || Numeric.INT_64.maximum().filter(bound::equals).isPresent());
  }

  private static void describe(Length length, ObjectNode schema) {
    if (length.least() > 0) {
      schema.put("minLength", length.least());
    }
    schema.put("maxLength", length.most());
  }

  private static void add(ArrayNode values, String type, String text) {
    switch (type) {
      case "integer", "number" -> values.add(new BigDecimal(text));
      case "boolean" -> values.add(Boolean.parseBoolean(text));
      default -> values.add(text);
    }
  }
}
