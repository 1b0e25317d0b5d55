package io.tributary.transform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;

/** A Java transform for tests: the parts' names, sorted. */
public final class NamesTransform implements Transform {
  @Override
  public String name() {
    return "names";
  }

  @Override
  public JsonNode apply(ObjectNode parts) {
    var names = JsonNodeFactory.instance.arrayNode();
    parts
        .propertyStream()
        .map(part -> part.getKey())
        .sorted(Comparator.naturalOrder())
        .forEach(names::add);
    return names;
  }
}
