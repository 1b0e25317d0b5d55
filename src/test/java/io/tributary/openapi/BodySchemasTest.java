package io.tributary.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tributary.config.ConfigException;
import io.tributary.config.read.Loading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The types of parts in the OpenAPI document come from JSON Schema files. */
class BodySchemasTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void write() throws IOException {
    write(
        "user.schema.json",
        """
        {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://a.test/user",
         "type": "object", "properties": {"boss": {"$ref": "#"}, "home": {"$ref": "#/$defs/home"}},
         "$defs": {"home": {"type": "string"}}}
        """);
    Files.createDirectories(folder.resolve("other"));
    write("other/user.schema.json", "{\"type\": \"array\"}");
    write("Problem.json", "true");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private Path yaml(String parts) throws IOException {
    return Files.writeString(
        folder.resolve("tributary.yaml"),
        "backends: { b: { url: \"http://b.test\" } }\naggregates:\n  /a:\n    parts:\n" + parts);
  }

  @Test
  void areComponentsThatPartsReferTo() throws Exception {
    JsonNode document =
        MAPPER.readTree(
            OpenApi.of(
                Loading.loader(Map.of())
                    .load(
                        yaml(
                            """
                                  a: { backend: b, path: /a, required: true, schema: user.schema.json }
                                  b: { backend: b, path: /b, schema: user.schema.json }
                                  c: { backend: b, path: /c, schema: other/user.schema.json, default: [] }
                                  d: { backend: b, path: /d, schema: Problem.json }
                                  e: { backend: b, path: /e }
                            """))));
    JsonNode data =
        document
            .at("/paths/~1a/get/responses/200/content/application~1json/schema")
            .at("/properties/data/properties");
    assertThat(data.path("a").toString()).isEqualTo("{\"$ref\":\"#/components/schemas/user\"}");
    assertThat(data.path("b").toString())
        .isEqualTo("{\"anyOf\":[{\"$ref\":\"#/components/schemas/user\"},{\"type\":\"null\"}]}");
    assertThat(data.path("c").toString())
        .isEqualTo("{\"anyOf\":[{\"$ref\":\"#/components/schemas/user2\"},{\"const\":[]}]}");
    assertThat(data.path("d").toString())
        .isEqualTo(
            "{\"anyOf\":[{\"$ref\":\"#/components/schemas/Problem2\"},{\"type\":\"null\"}]}");
    assertThat(data.path("e").has("$ref")).isFalse();
    assertThat(document.at("/components/schemas/user").toString())
        .isEqualTo(
            "{\"type\":\"object\",\"properties\":{\"boss\":{\"$ref\":\"#/components/schemas/user\"},"
                + "\"home\":{\"$ref\":\"#/components/schemas/user/$defs/home\"}},"
                + "\"$defs\":{\"home\":{\"type\":\"string\"}}}");
    assertThat(document.at("/components/schemas/Problem2").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "none.json | | cannot be read: there is no such file",
        "other | | must be a regular file",
        "x.json | {\"a\": } | is not JSON: line 1",
        "x.json | {} {} | is not JSON: line 1",
        "x.json | {\"a\": 1, \"a\": 2} | is not JSON: line 1",
        "x.json | [] | must be a JSON Schema, which is an object or a boolean",
        "x.json | {\"$ref\": \"other.json\"} | must refer with $ref to places in itself, such as #/$defs/name, which must exist",
        "x.json | {\"items\": {\"$ref\": \"#/$defs/a\"}} | must refer with $ref to places in itself, such as #/$defs/name, which must exist",
        "x.json | {\"$ref\": \"#a\"} | must refer with $ref to places in itself, such as #/$defs/name, which must exist",
        "x.json | {\"$ref\": 1} | must refer with $ref to places in itself, such as #/$defs/name, which must exist",
      })
  void aFileThatIsNoSchemaIsAMistake(String name, String text, String mistake) throws Exception {
    if (text != null) {
      write(name, text);
    }
    Path file = yaml("      a: { backend: b, path: /a, schema: " + name + " }\n");
    ConfigException refused =
        catchThrowableOfType(ConfigException.class, () -> Loading.loader(Map.of()).load(file));
    assertThat(refused.problems())
        .singleElement()
        .hasToString("aggregates./a.parts.a.schema (line 5): " + mistake);
  }
}
