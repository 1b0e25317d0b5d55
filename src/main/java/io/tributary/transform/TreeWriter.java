package io.tributary.transform;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;

/**
 * Writes a tree. Jackson's own writer takes numbers by their value, so the text of those that were
 * read would be lost. The generator limits the depth. Confined to one thread.
 */
final class TreeWriter {
  private final JsonGenerator json;

  TreeWriter(JsonGenerator json) {
    this.json = json;
  }

  void write(JsonNode node) throws IOException {
    switch (node.getNodeType()) {
      case OBJECT -> {
        json.writeStartObject();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
          json.writeFieldName(member.getKey());
          write(member.getValue());
        }
        json.writeEndObject();
      }
      case ARRAY -> {
        json.writeStartArray();
        for (JsonNode element : node) {
          write(element);
        }
        json.writeEndArray();
      }
      case STRING -> json.writeString(node.textValue());
      case NUMBER -> number(node);
      case BOOLEAN -> json.writeBoolean(node.booleanValue());
      case NULL, MISSING -> json.writeNull();
      case BINARY, POJO -> json.writeObject(node);
    }
  }

  private void number(JsonNode number) throws IOException {
    if (number instanceof WrittenNumber || number instanceof NegativeZero) {
      json.writeNumber(number.asText());
      return;
    }
    switch (number.numberType()) {
      case INT -> json.writeNumber(number.intValue());
      case LONG -> json.writeNumber(number.longValue());
      case BIG_INTEGER -> json.writeNumber(number.bigIntegerValue());
      case FLOAT -> json.writeNumber(number.floatValue());
      case DOUBLE -> json.writeNumber(number.doubleValue());
      case BIG_DECIMAL -> json.writeNumber(number.decimalValue());
    }
  }
}
