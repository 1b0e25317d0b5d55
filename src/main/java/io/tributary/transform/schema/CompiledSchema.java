package io.tributary.transform.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.ClasspathSchemaLoader;
import com.networknt.schema.resource.DisallowSchemaLoader;
import com.networknt.schema.resource.InputStreamSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A JSON Schema made ready to check documents. The dialect is that of {@code $schema}, or 2020-12.
 * {@code format} describes and checks nothing, as the specification has it. Nothing is loaded from
 * elsewhere. Thread-safe.
 */
public final class CompiledSchema {
  private static final JsonMapper MAPPER = new JsonMapper();

  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(
          SpecVersion.VersionFlag.V202012,
          builder -> builder.schemaLoaders(loaders -> loaders.add(CompiledSchema::load)));

  /** Where the library has the schemas of the dialects. */
  private static final String DIALECTS = "classpath:draft";

  private static final SchemaValidatorsConfig SETTINGS =
      SchemaValidatorsConfig.builder()
          .failFast(true)
          .formatAssertionsEnabled(false)
          .pathType(PathType.JSON_POINTER)
          .regularExpressionFactory(LinearPattern::of)
          .build();

  private final JsonSchema schema;

  private CompiledSchema(JsonSchema schema) {
    this.schema = schema;
  }

  /**
   * Compiles a schema.
   *
   * @throws SchemaMistake if it is none
   */
  public static CompiledSchema of(String json) throws SchemaMistake {
    try {
      JsonNode text = MAPPER.readTree(json);
      refuseMistakes(text);
      JsonSchema schema = FACTORY.getSchema(text, SETTINGS);
      schema.initializeValidators();
      return new CompiledSchema(schema);
    } catch (JsonProcessingException | JsonSchemaException wrong) {
      throw new SchemaMistake("is no JSON Schema: " + wrong.getMessage());
    } catch (StackOverflowError tooDeep) { // the library recurses
      throw new SchemaMistake("is nested too deeply");
    }
  }

  private static InputStreamSource load(AbsoluteIri place) {
    return place.toString().startsWith(DIALECTS)
        ? new ClasspathSchemaLoader().getSchema(place)
        : DisallowSchemaLoader.getInstance().getSchema(place);
  }

  private static void refuseMistakes(JsonNode text) throws SchemaMistake {
    String dialect = text.path("$schema").asText(SpecVersion.VersionFlag.V202012.getId());
    Set<ValidationMessage> wrong =
        FACTORY.getSchema(SchemaLocation.of(dialect), SETTINGS).validate(text);
    if (!wrong.isEmpty()) {
      ValidationMessage first = wrong.iterator().next();
      throw new SchemaMistake("is no JSON Schema: " + first.getMessage());
    }
  }

  /**
   * The rule that a document breaks, as a place in the schema such as {@code
   * #/items/properties/id/type}; empty if it fits. It says nothing of the document.
   */
  public Optional<String> brokenRule(JsonNode document) {
    return schema.validate(document).stream()
        .flatMap(message -> Stream.ofNullable(message.getSchemaLocation()))
        .map(place -> "#" + place.getFragment())
        .findFirst();
  }
}
