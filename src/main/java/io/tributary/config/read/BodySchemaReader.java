package io.tributary.config.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tributary.config.BodySchema;
import io.tributary.config.yaml.SmallFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the JSON Schema files that parts name. */
final class BodySchemaReader {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final Pattern EXTENSION = Pattern.compile("(?:\\.schema)?\\.json$");
  private static final Pattern NO_NAME = Pattern.compile("[^A-Za-z0-9._-]");

  private BodySchemaReader() {}

  /** The schema. A relative path starts at the folder of the configuration file. */
  static Optional<BodySchema> read(ConfigValue value) {
    return FilePath.of(value).flatMap(path -> read(path, value));
  }

  private static Optional<BodySchema> read(Path path, ConfigValue value) {
    JsonNode schema;
    try {
      schema = MAPPER.readTree(value.reading().files().read(path));
    } catch (JsonProcessingException broken) {
      return value.refuse("is not JSON: line " + broken.getLocation().getLineNr());
    } catch (IOException unreadable) {
      return value.refuse(SmallFile.mistake(unreadable));
    }
    if (!schema.isObject() && !schema.isBoolean()) {
      return value.refuse("must be a JSON Schema, which is an object or a boolean");
    }
    for (JsonNode reference : schema.findValues("$ref")) {
      if (!refersToPlaceIn(schema, reference)) {
        return value.refuse(
            "must refer with $ref to places in itself, such as #/$defs/name, which must exist");
      }
    }
    String file = EXTENSION.matcher(path.getFileName().toString()).replaceFirst("");
    return Optional.of(new BodySchema(NO_NAME.matcher(file).replaceAll("_"), schema.toString()));
  }

  private static boolean refersToPlaceIn(JsonNode schema, JsonNode reference) {
    String text = reference.asText();
    return reference.isTextual()
        && (text.equals("#")
            || (text.startsWith("#/") && !schema.at(text.substring(1)).isMissingNode()));
  }
}
