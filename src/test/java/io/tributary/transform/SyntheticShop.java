package io.tributary.transform;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;

/** Made-up input for the order report; the same seed makes the same shop. */
final class SyntheticShop {
  private static final List<String> COUNTRIES =
      List.of("DE", "FR", "PL", "SE", "IT", "ES", "NL", "DK", "AT", "PT");

  private SyntheticShop() {}

  /** A shop of 300 users and 400 products, of which about one reference in a hundred is unknown. */
  static ObjectNode withOrders(int count, long seed) {
    var random = new Random(seed);
    ObjectNode shop = empty();
    for (int i = 0; i < 300; i++) {
      String country = COUNTRIES.get(random.nextInt(COUNTRIES.size()));
      array(shop, "users")
          .addObject()
          .put("id", "u" + i)
          .put("name", "User " + i)
          .put("country", country);
    }
    for (int i = 0; i < 400; i++) {
      array(shop, "products").addObject().put("id", "p" + i).put("title", "Product " + i);
    }
    for (int i = 0; i < count; i++) {
      ObjectNode order = array(shop, "orders").addObject();
      order.put("id", "o" + i).put("userId", "u" + random.nextInt(303)).put("currency", "EUR");
      ArrayNode lines = order.putArray("lines");
      for (int n = random.nextInt(5); n >= 0; n--) {
        line(lines, "p" + random.nextInt(404), 1 + random.nextInt(9), 1 + random.nextInt(99_999));
      }
    }
    return shop;
  }

  /** One order per product, so that a ranking has as many rows as there are products. */
  static ObjectNode withProducts(int count, IntUnaryOperator quantity) {
    ObjectNode shop = empty();
    for (int i = 0; i < count; i++) {
      ObjectNode order = array(shop, "orders").addObject().put("id", "o" + i).put("userId", "u0");
      line(order.putArray("lines"), "p" + i, quantity.applyAsInt(i), 1999);
    }
    return shop;
  }

  private static void line(ArrayNode lines, String productId, int quantity, int cents) {
    lines
        .addObject()
        .put("productId", productId)
        .put("quantity", quantity)
        .put("unitPrice", BigDecimal.valueOf(cents, 2).doubleValue());
  }

  private static ObjectNode empty() {
    ObjectNode shop = JsonNodeFactory.instance.objectNode();
    List.of("users", "orders", "products").forEach(shop::putArray);
    return shop;
  }

  private static ArrayNode array(ObjectNode shop, String name) {
    return shop.withArrayProperty(name);
  }
}
