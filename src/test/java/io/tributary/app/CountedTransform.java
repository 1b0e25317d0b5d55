package io.tributary.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.transform.Transform;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code java:counted}: gives back what it got, and counts. */
public final class CountedTransform implements Transform {
  private static final AtomicInteger RUNS = new AtomicInteger();

  static int runs() {
    return RUNS.get();
  }

  @Override
  public String name() {
    return "counted";
  }

  @Override
  public JsonNode apply(ObjectNode parts) {
    RUNS.incrementAndGet();
    return parts;
  }
}
