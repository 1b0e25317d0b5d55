package io.tributary.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.transform.Transform;

/** {@code java:bottomless}: overflows the stack. */
public final class BottomlessTransform implements Transform {
  @Override
  public String name() {
    return "bottomless";
  }

  @Override
  public JsonNode apply(ObjectNode parts) {
    return deeper(parts, 1).path("never");
  }

  private static JsonNode deeper(ObjectNode parts, int depth) {
    return depth > 0 ? deeper(parts, depth + 1).path("x") : parts;
  }
}
