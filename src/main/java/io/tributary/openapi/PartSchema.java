package io.tributary.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.config.AggregateConfig;
import io.tributary.config.PartConfig;
import io.tributary.config.ShapeConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The values that a part of the response can have. */
final class PartSchema {
  private final AggregateConfig aggregate;
  private final BodySchemas schemas;
  private final JsonMapper mapper;

  PartSchema(AggregateConfig aggregate, BodySchemas schemas, JsonMapper mapper) {
    this.aggregate = aggregate;
    this.schemas = schemas;
    this.mapper = mapper;
  }

  ObjectNode of(PartConfig part) {
    List<PartConfig> sources = sources(part);
    if (!sources.stream().allMatch(this::isDescribed)) {
      return mapper.createObjectNode().put("description", description(part));
    }
    List<ObjectNode> references =
        sources.stream()
            .map(source -> schemas.reference(source.schema().orElseThrow()))
            .distinct()
            .toList();
    // A required part has a value, or there is no envelope.
    boolean always = part.required() && part.expressions().findAny().isEmpty();
    if (always && references.size() == 1) {
      return references.getFirst();
    }
    ObjectNode either = mapper.createObjectNode();
    ArrayNode values = either.putArray("anyOf").addAll(references);
    if (!always) {
      part.defaultJson()
          .ifPresentOrElse(
              json -> values.addObject().set("const", read(json)),
              () -> values.addObject().put("type", "null"));
    }
    return either;
  }

  /** The part, its fallback, the fallback of that one, and so on. */
  private List<PartConfig> sources(PartConfig part) {
    List<PartConfig> sources = new ArrayList<>();
    for (Optional<PartConfig> next = Optional.of(part);
        next.isPresent();
        next = next.get().fallback().flatMap(this::named)) {
      sources.add(next.get());
    }
    return sources;
  }

  private Optional<PartConfig> named(String name) {
    return aggregate.parts().stream().filter(part -> part.name().equals(name)).findFirst();
  }

  private boolean isDescribed(PartConfig part) {
    return !isChanged(part) && part.schema().isPresent();
  }

  private boolean isChanged(PartConfig part) {
    return !part.shape().equals(ShapeConfig.NONE) || aggregate.holdsAnother(part.name());
  }

  private String description(PartConfig part) {
    String what =
        isChanged(part)
            ? "What the service shows of the backend's response"
            : "The body of the backend's response";
    return what
        + part.fallback().map(other -> ", or what " + other + " has if that fails").orElse("")
        + ", or null if there is none.";
  }

  private JsonNode read(String json) {
    try {
      return mapper.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the configuration has made it", e);
    }
  }
}
