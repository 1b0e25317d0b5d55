package io.tributary.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.transform.Transform;

/** {@code java:throwing}: always throws. */
public final class ThrowingTransform implements Transform {
  @Override
  public String name() {
    return "throwing";
  }

  @Override
  public JsonNode apply(ObjectNode parts) {
    throw new IllegalStateException("a secret of ours");
  }
}
