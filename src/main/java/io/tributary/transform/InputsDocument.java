package io.tributary.transform;

import io.tributary.config.input.InputConfig;
import io.tributary.json.JsonText;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;

/**
 * The inputs of a client's request as a JSON object, which expressions read as {@code $inputs}.
 * Each declared input is a member: a number, a boolean, a string or an array of these, and null if
 * it has no value. Immutable.
 */
final class InputsDocument {
  private final List<InputConfig> inputs;

  /** Makes documents of these inputs. */
  InputsDocument(List<InputConfig> inputs) {
    this.inputs = List.copyOf(inputs);
  }

  /**
   * The document of one request.
   *
   * @param values checked, by the name of the input
   */
  Buffer of(Map<String, List<String>> values) {
    StringBuilder json = new StringBuilder("{");
    for (InputConfig input : inputs) {
      if (json.length() > 1) {
        json.append(',');
      }
      JsonText.append(json, input.name());
      json.append(':');
      append(json, input, values.getOrDefault(input.name(), List.of()));
    }
    return Buffer.buffer(json.append('}').toString());
  }

  private static void append(StringBuilder json, InputConfig input, List<String> values) {
    boolean quoted = input.valueType().equals("string");
    if (values.isEmpty()) {
      json.append("null");
    } else if (input.isArray()) {
      json.append('[');
      for (int i = 0; i < values.size(); i++) {
        json.append(i == 0 ? "" : ",");
        append(json, values.get(i), quoted);
      }
      json.append(']');
    } else {
      append(json, values.getFirst(), quoted);
    }
  }

  private static void append(StringBuilder json, String value, boolean quoted) {
    if (quoted) {
      JsonText.append(json, value);
    } else {
      json.append(value); // the rules of its type allow only what JSON does
    }
  }
}
