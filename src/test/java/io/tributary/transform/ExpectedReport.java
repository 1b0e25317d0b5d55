package io.tributary.transform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The order report computed a second time, in decimal arithmetic and without JSLT. */
final class ExpectedReport {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Map<String, JsonNode> users;
  private final Map<String, JsonNode> products;
  private final Map<String, Row> countries = new HashMap<>();
  private final Map<String, Row> sold = new HashMap<>();

  /** One row of a ranking: how many, and what they brought in. */
  private record Row(String id, long count, BigDecimal revenue) {
    static Row sum(Row a, Row b) {
      return new Row(a.id, a.count + b.count, a.revenue.add(b.revenue));
    }
  }

  private ExpectedReport(JsonNode input) {
    users = byId(input.path("users"));
    products = byId(input.path("products"));
  }

  static ObjectNode of(JsonNode input) {
    return new ExpectedReport(input).report(input.path("orders"));
  }

  private ObjectNode report(JsonNode orders) {
    ArrayNode joined = JSON.arrayNode();
    orders.forEach(order -> joined.add(order(order)));
    ObjectNode report = JSON.objectNode();
    report.set("orders", joined);
    report.set("revenueByCountry", revenueByCountry());
    report.set("topProducts", topProducts());
    return report;
  }

  private ObjectNode order(JsonNode order) {
    JsonNode user = users.getOrDefault(order.path("userId").asText(), JSON.objectNode());
    ObjectNode customer = JSON.objectNode();
    customer.set("id", orNull(order, "userId"));
    customer.set("name", orNull(user, "name"));
    customer.put("country", user.path("country").asText("unknown"));

    ArrayNode lines = JSON.arrayNode();
    BigDecimal total = BigDecimal.ZERO;
    for (JsonNode line : order.path("lines")) {
      ObjectNode joined = line(line);
      total = total.add(joined.get("total").decimalValue());
      lines.add(joined);
    }
    var row = new Row(customer.get("country").asText(), 1, total);
    countries.merge(row.id(), row, Row::sum);

    ObjectNode joined = JSON.objectNode();
    joined.set("id", orNull(order, "id"));
    joined.set("placedAt", orNull(order, "placedAt"));
    joined.set("currency", orNull(order, "currency"));
    joined.set("customer", customer);
    joined.set("lines", lines);
    joined.put("total", total);
    return joined;
  }

  private ObjectNode line(JsonNode line) {
    String id = line.path("productId").asText();
    var price = line.path("unitPrice").decimalValue().setScale(2, RoundingMode.HALF_UP);
    long quantity = line.path("quantity").asLong();
    BigDecimal total = price.multiply(BigDecimal.valueOf(quantity));
    sold.merge(id, new Row(id, quantity, total), Row::sum);

    ObjectNode joined = JSON.objectNode();
    joined.put("productId", id);
    joined.set("title", title(id));
    joined.put("quantity", quantity);
    joined.put("unitPrice", price);
    joined.put("total", total);
    return joined;
  }

  private ArrayNode revenueByCountry() {
    ArrayNode ranking = JSON.arrayNode();
    for (Row row : ranked(countries, Comparator.comparing(Row::revenue))) {
      ObjectNode country = ranking.addObject();
      country.put("country", row.id()).put("orders", row.count()).put("revenue", row.revenue());
    }
    return ranking;
  }

  private ArrayNode topProducts() {
    ArrayNode ranking = JSON.arrayNode();
    var best = ranked(sold, Comparator.comparingLong(Row::count));
    for (Row row : best.subList(0, Math.min(10, best.size()))) {
      ObjectNode product = ranking.addObject().put("productId", row.id());
      product.set("title", title(row.id()));
      product.put("quantity", row.count()).put("revenue", row.revenue());
    }
    return ranking;
  }

  private static List<Row> ranked(Map<String, Row> rows, Comparator<Row> by) {
    return rows.values().stream().sorted(by.reversed().thenComparing(Row::id)).toList();
  }

  private JsonNode title(String productId) {
    return orNull(products.getOrDefault(productId, JSON.objectNode()), "title");
  }

  private static JsonNode orNull(JsonNode node, String field) {
    return node.hasNonNull(field) ? node.get(field) : JSON.nullNode();
  }

  private static Map<String, JsonNode> byId(JsonNode rows) {
    Map<String, JsonNode> byId = new HashMap<>();
    rows.forEach(row -> byId.put(row.path("id").asText(), row));
    return byId;
  }
}
