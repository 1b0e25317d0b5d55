package com.example;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.transform.Transform;
import java.math.BigDecimal;

/** {@code transform: "java:totals"}: how many users there are, and what the orders come to. */
public final class Totals implements Transform {
  @Override
  public String name() {
    return "totals";
  }

  @Override
  public JsonNode apply(ObjectNode parts) {
    BigDecimal total = BigDecimal.ZERO;
    for (JsonNode order : parts.path("orders")) { // no iteration if the part has failed
      for (JsonNode line : order.path("lines")) {
        BigDecimal price = line.path("unitPrice").decimalValue();
        total = total.add(price.multiply(line.path("quantity").decimalValue()));
      }
    }
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    result.put("users", parts.path("users").size());
    result.put("orders", parts.path("orders").size());
    result.put("total", total);
    return result;
  }
}
