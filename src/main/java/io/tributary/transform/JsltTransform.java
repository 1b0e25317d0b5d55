package io.tributary.transform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.transform.jslt.Jslt;

/** A transform written in JSLT, compiled once. Thread-safe. */
record JsltTransform(String name, Jslt program) implements Transform {
  @Override
  public JsonNode apply(ObjectNode parts) {
    return program.apply(parts);
  }
}
