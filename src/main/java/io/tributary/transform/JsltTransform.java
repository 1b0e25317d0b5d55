package io.tributary.transform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.schibsted.spt.data.jslt.Expression;

/** A transform written in JSLT, compiled once. Thread-safe. */
record JsltTransform(String name, Expression expression) implements Transform {
  @Override
  public JsonNode apply(ObjectNode parts) {
    return expression.apply(parts);
  }
}
