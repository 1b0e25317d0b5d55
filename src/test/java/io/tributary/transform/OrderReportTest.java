package io.tributary.transform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.Parser;
import com.schibsted.spt.data.jslt.filters.TrueJsonFilter;
import io.tributary.support.StubServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class OrderReportTest {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final Expression report = compile();
  private final ObjectNode shipped = JSON.createObjectNode();

  OrderReportTest() throws Exception {
    for (String name : List.of("users", "orders", "products")) {
      try (var stub = StubServer.start(name)) {
        shipped.set(name, new ObjectMapper().readTree(stub.get("/" + name).body()));
      }
    }
  }

  @Test
  void reportsTheShippedStubsAsDecimalArithmeticDoes() throws Exception {
    assertThat(shipped.get("orders").size()).isGreaterThan(20);
    assertSame(shipped);
  }

  @ParameterizedTest
  @ValueSource(strings = {"users", "products", "orders", "users,products", "users,orders,products"})
  void reportsWhatItKnowsWhenPartsAreNull(String failed) throws Exception {
    ObjectNode input = shipped.deepCopy();
    List.of(failed.split(",")).forEach(input::putNull);
    assertSame(input);
  }

  @Test
  void showsUnknownUsersAndProductsAsNull() {
    JsonNode orders = report.apply(shipped).get("orders");
    assertThat(orders.findValues("customer"))
        .anySatisfy(
            customer -> {
              assertThat(customer.get("name").isNull()).isTrue();
              assertThat(customer.get("country").asText()).isEqualTo("unknown");
            });
    assertThat(orders.findValues("title")).anyMatch(JsonNode::isNull);
    assertThat(orders.findValues("title")).anyMatch(JsonNode::isTextual);
  }

  @Test
  void addsMoneyUpToTheCent() throws Exception {
    var input =
        JSON.readTree(
            "{\"users\": null, \"products\": null, \"orders\": [{\"id\": \"o1\","
                + "\"lines\": [{\"productId\": \"p1\", \"quantity\": 3, \"unitPrice\": 19.99},"
                + "{\"productId\": \"p2\", \"quantity\": 1, \"unitPrice\": 0.10},"
                + "{\"productId\": \"p2\", \"quantity\": 1, \"unitPrice\": 0.20}]}]}");
    JsonNode order = report.apply(input).at("/orders/0");
    assertThat(order.at("/lines/0/total").toString()).isEqualTo("59.97");
    assertThat(order.get("total").toString()).isEqualTo("60.27");
  }

  @Test
  void survivesRowsThatAreNotWhatTheyShouldBe() throws Exception {
    var input =
        JSON.readTree(
            "{\"users\": {\"error\": 1}, \"products\": [null, 7, {\"id\": null}],"
                + "\"orders\": [null, 5, {}, {\"id\": 3, \"lines\": \"none\"}, {\"id\": \"o9\", \"lines\": ["
                + "{\"quantity\": 2}, {\"productId\": \"p1\", \"quantity\": \"2\", \"unitPrice\": \"1.50\"},"
                + "{\"productId\": 8, \"quantity\": 1, \"unitPrice\": \"free\"}]}]}");
    JsonNode result = report.apply(input);
    assertThat(result.get("orders")).hasSize(3);
    assertThat(result.at("/orders/2/total").decimalValue()).isEqualByComparingTo("3");
    assertThat(result.at("/topProducts").findValuesAsText("productId")).containsExactly("p1", "8");
    assertThat(result.at("/revenueByCountry/0/country").asText()).isEqualTo("unknown");
  }

  @Test
  void reportsTwoThousandSeededOrders() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("order report: seed " + seed);
    ObjectNode shop = SyntheticShop.withOrders(2_000, seed);
    assertSame(shop);
    long before = System.nanoTime();
    assertThat(report.apply(shop).get("orders")).hasSize(2_000);
    long millis = (System.nanoTime() - before) / 1_000_000;
    System.out.println("order report: 2,000 orders in " + millis + " ms");
  }

  @Test
  void ranksTenThousandProductsWithoutOverflowingTheStack() throws Exception {
    assertSame(SyntheticShop.withProducts(10_000, i -> 1 + i));
    assertSame(SyntheticShop.withProducts(10_000, i -> 10_000 - i));
    assertSame(SyntheticShop.withProducts(10_000, i -> 7));
    assertSame(SyntheticShop.withProducts(10_000, i -> 1 + i * 7919 % 101));
  }

  private void assertSame(JsonNode input) throws JsonProcessingException {
    JsonNode expected = ExpectedReport.of(JSON.readTree(input.toString()));
    assertThat(exact(report.apply(input))).isEqualTo(exact(expected));
  }

  /** The document as it would be sent, but equal numbers look equal: 60, 60.0 and 60.00. */
  private static String exact(JsonNode document) throws JsonProcessingException {
    return strip(JSON.readTree(document.toString())).toPrettyString();
  }

  private static JsonNode strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().forEach(property -> property.setValue(strip(property.getValue())));
    } else if (node instanceof ArrayNode array) {
      IntStream.range(0, array.size()).forEach(i -> array.set(i, strip(array.get(i))));
    } else if (node.isNumber()) {
      return DecimalNode.valueOf(node.decimalValue().stripTrailingZeros());
    }
    return node;
  }

  private static Expression compile() throws IOException {
    try (var source =
        Files.newBufferedReader(Path.of("config/transforms/order-report.jslt"), UTF_8)) {
      return new Parser(source).withObjectFilter(new TrueJsonFilter()).compile();
    }
  }
}
