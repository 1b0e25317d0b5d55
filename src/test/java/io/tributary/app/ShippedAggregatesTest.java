package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.config.ConfigException;
import io.tributary.support.StubServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped configuration before the shipped stubs, over real sockets. */
class ShippedAggregatesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SHIPPED = Path.of("config");

  private final StubServer users = StubServer.start("users");
  private final StubServer orders = StubServer.start("orders");
  private final StubServer products = StubServer.start("products");
  private final RunningGateway gateway;

  ShippedAggregatesTest(@TempDir Path folder) throws ConfigException, IOException {
    Path transforms = Files.createDirectory(folder.resolve("transforms"));
    for (String name : List.of("customer-report.jslt", "order-report.jslt")) {
      Files.copy(SHIPPED.resolve("transforms").resolve(name), transforms.resolve(name));
    }
    String yaml = Files.readString(SHIPPED.resolve("tributary.yaml"));
    gateway =
        RunningGateway.of(
            Files.writeString(folder.resolve("tributary.yaml"), ExamplesTest.withMuchTime(yaml)),
            Map.of(
                "USERS_URL", users.url(),
                "ORDERS_URL", orders.url(),
                "PRODUCTS_URL", products.url()));
  }

  @AfterEach
  void stop() {
    gateway.close();
    users.close();
    orders.close();
    products.close();
  }

  @Test
  void splicesTheBackendsBytesAsTheyAre() throws Exception {
    HttpResponse<String> answer = gateway.get("/aggregate");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Aggregate-Complete")).contains("true");
    assertThat(answer.body())
        .isEqualTo(
            "{\"complete\":true,\"data\":{\"users\":%s,\"orders\":%s,\"products\":%s},\"errors\":[]}"
                .formatted(
                    users.get("/users").body(),
                    orders.get("/orders").body(),
                    products.get("/products").body()));
  }

  @Test
  void answersWithWhatIsLeftWhileOneStubAfterTheOtherIsKilled() throws Exception {
    products.close();
    HttpResponse<String> withoutOne = gateway.get("/aggregate");
    assertThat(withoutOne.statusCode()).isEqualTo(200);
    assertThat(failed(withoutOne)).isEqualTo("products:unreachable");
    users.close();
    HttpResponse<String> withoutTwo = gateway.get("/aggregate");
    assertThat(withoutTwo.statusCode()).isEqualTo(200);
    assertThat(failed(withoutTwo)).isEqualTo("users:unreachable products:unreachable");
    assertThat(JSON.readTree(withoutTwo.body()).at("/data/orders").isArray()).isTrue();
    orders.close();
    HttpResponse<String> withoutAny = gateway.get("/aggregate");
    assertThat(withoutAny.statusCode()).isEqualTo(502);
    assertThat(failed(withoutAny))
        .isEqualTo("users:unreachable orders:unreachable products:unreachable");
  }

  @Test
  void joinsTheOrderReportOnAWorker() throws Exception {
    HttpResponse<String> answer = gateway.get("/aggregate/order-report");
    JsonNode data = JSON.readTree(answer.body()).get("data");
    assertThat(data.get("orders").size()).isEqualTo(34);
    assertThat(data.at("/orders/0/customer/name").asText()).isEqualTo("Piet de Vries");
    assertThat(data.get("topProducts").size()).isEqualTo(10);
    assertThat(data.at("/revenueByCountry/0/country").asText()).isEqualTo("FR");
  }

  @Test
  void givesEachOrderItsCustomer() throws Exception {
    HttpResponse<String> answer = gateway.get("/aggregate/orders-with-customers");
    assertThat(answer.body())
        .startsWith(
            """
            {"complete":true,"data":{"orders":[
            {"id": "o1001", "userId": "u8", "placedAt": "2025-10-01T11:07:16Z", "status": "shipped", "currency": "EUR","customer":{ "name": "Piet de Vries",\
            """);
    assertThat(JSON.readTree(answer.body()).at("/data/orders").size()).isEqualTo(34);
  }

  @Test
  void reportsOrdersWithoutTitlesWhenProductsAreDown() throws Exception {
    products.close();
    HttpResponse<String> answer = gateway.get("/aggregate/order-report");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(failed(answer)).isEqualTo("products:unreachable");
    assertThat(JSON.readTree(answer.body()).at("/data/orders/0/lines/0/title").isNull()).isTrue();
  }

  @Test
  void reportsWhatACustomerHasOrderedWithProductsInChunks() throws Exception {
    JsonNode answer = JSON.readTree(gateway.get("/aggregate/customers/u1").body());
    assertThat(answer.get("complete").asBoolean()).isTrue();
    JsonNode data = answer.get("data");
    assertThat(data.get("customer").toString())
        .isEqualTo("{\"id\":\"u1\",\"name\":\"Anna Schmidt\",\"country\":\"DE\"}");
    assertThat(data.at("/orders/0").toString())
        .isEqualTo(
            "{\"id\":\"o1004\",\"placedAt\":\"2025-10-05T17:07:20Z\",\"status\":\"paid\",\"lines\":[{\"productId\":\"p18\",\"title\":\"Water"
                + " bottle 1"
                + " l\",\"quantity\":1,\"total\":19.71},{\"productId\":\"p6\",\"title\":\"Hiking"
                + " socks\",\"quantity\":3,\"total\":44.85}],\"total\":64.56}");
    assertThat(data.get("orders")).hasSize(3);
    assertThat(data.get("spent").asText()).isEqualTo("1113.36");
    assertThat(urls(products))
        .containsExactlyInAnyOrder("/products?ids=p18,p6,p11,p20", "/products?ids=p23,p4");
  }

  @Test
  void reportsACustomersOrdersWithoutTitlesWhenProductsAreDown() throws Exception {
    products.close();
    HttpResponse<String> answer = gateway.get("/aggregate/customers/u1");
    assertThat(failed(answer)).isEqualTo("products:unreachable");
    JsonNode data = JSON.readTree(answer.body()).get("data");
    assertThat(data.at("/orders/0/lines/0/title").isNull()).isTrue();
    assertThat(data.get("spent").asText()).isEqualTo("1113.36");
  }

  @Test
  void reportsACustomerWhoseOrdersNobodyKnows() throws Exception {
    orders.close();
    HttpResponse<String> answer = gateway.get("/aggregate/customers/u1");
    assertThat(failed(answer)).startsWith("orders:unreachable");
    assertThat(JSON.readTree(answer.body()).get("data").toString())
        .endsWith("\"country\":\"DE\"},\"orders\":null,\"spent\":null}");
  }

  @Test
  void aCustomerWithoutOrdersHasNoProductsAndNoError() throws Exception {
    JsonNode answer = JSON.readTree(gateway.get("/aggregate/customers/u10").body());
    assertThat(answer.get("complete").asBoolean()).isTrue();
    assertThat(answer.at("/data/orders")).isEmpty();
    assertThat(answer.at("/data/spent").asInt(-1)).isZero();
    assertThat(urls(products)).as("nothing was asked").isEmpty();
  }

  @Test
  void theCatalogueAsksForEachProductAndLacksOnlyTheOneThatIsNotThere() throws Exception {
    assertThat(gateway.get("/aggregate/catalogue").body())
        .startsWith("{\"complete\":true,\"data\":{\"products\":[")
        .endsWith(
            "\"stock\":{\"p1\":{\"id\":\"p1\",\"available\":12},"
                + "\"p6\":{\"id\":\"p6\",\"available\":12},"
                + "\"p18\":{\"id\":\"p18\",\"available\":12}}},\"errors\":[]}");
    assertThat(gateway.get("/aggregate/catalogue?ids=p99&ids=p6").body())
        .startsWith("{\"complete\":false,")
        .contains("\"stock\":{\"p99\":null,\"p6\":{\"id\":\"p6\",\"available\":12}}")
        .contains(
            "\"errors\":[{\"part\":\"stock\",\"item\":\"p99\",\"reason\":\"bad_status\",\"status\":404,");
  }

  @Test
  void anUnknownCustomerFailsTheAnswerAtOnce() throws Exception {
    HttpResponse<String> answer = gateway.get("/aggregate/customers/nobody");
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(failed(answer)).startsWith("user:bad_status");
    assertThat(urls(orders)).as("nothing was asked").isEmpty();
  }

  @Test
  void sendsEachPartWhenItSettles() throws Exception {
    HttpResponse<String> answer = gateway.get("/aggregate/live", "Accept", "application/x-ndjson");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-ndjson");
    List<String> parts = new ArrayList<>();
    for (String line : answer.body().lines().toList()) {
      JsonNode event = JSON.readTree(line);
      parts.add(event.path("part").asText("done"));
      assertThat(event.path("outcome").asText("success")).isEqualTo("success");
    }
    assertThat(parts)
        .containsExactlyInAnyOrder("users", "orders", "products", "ordered", "done")
        .containsSubsequence("orders", "ordered", "done");
    assertThat(answer.body()).endsWith("{\"type\":\"done\",\"complete\":true,\"errors\":[]}\n");
  }

  private static List<String> urls(StubServer stub) {
    return stub.server().getAllServeEvents().stream()
        .map(event -> event.getRequest().getUrl())
        .toList();
  }

  private static String failed(HttpResponse<String> answer) throws Exception {
    StringBuilder failed = new StringBuilder();
    for (JsonNode error : JSON.readTree(answer.body()).get("errors")) {
      failed
          .append(error.get("part").asText())
          .append(':')
          .append(error.get("reason").asText())
          .append(' ');
    }
    return failed.toString().strip();
  }
}
