package io.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.support.StubServer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StubsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource({"users,2000,120", "orders,9000,180", "products,8000,90"})
  void answersThePromisedSizeAndDelay(String name, int bytes, int millis) throws Exception {
    try (var stub = StubServer.start(name)) {
      var answer = stub.get("/" + name);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
      assertThat(JSON.readTree(answer.body()).size()).isGreaterThan(10);
      assertThat(answer.body().getBytes(StandardCharsets.UTF_8).length)
          .isBetween(bytes * 9 / 10, bytes * 11 / 10);
      assertThat(stub.server().getStubMappings())
          .isNotEmpty()
          .allMatch(mapping -> mapping.getResponse().getFixedDelayMilliseconds() == millis);
    }
  }

  @Test
  void answersOneUserOrNotFound() throws Exception {
    try (var stub = StubServer.start("users")) {
      for (JsonNode user : JSON.readTree(stub.get("/users").body())) {
        var answer = stub.get("/users/" + user.get("id").asText());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body())).isEqualTo(user);
      }
      assertThat(stub.get("/users/u0").statusCode()).isEqualTo(404);
      assertThat(stub.get("/users/u99").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void answersTheOrdersOfOneUser() throws Exception {
    try (var stub = StubServer.start("orders")) {
      JsonNode all = JSON.readTree(stub.get("/orders").body());
      for (String user : List.of("u1", "u2", "u10", "u99", "nobody")) {
        var expected =
            all.valueStream().filter(o -> o.get("userId").asText().equals(user)).toList();
        assertThat(JSON.readTree(stub.get("/orders?userId=" + user).body()))
            .containsExactlyElementsOf(expected);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ids=p2|p2",
        "ids=p1,p99,p26|p1 p26",
        "ids=p1%2Cp3|p1 p3",
        "ids=p1&ids=p3|p1 p3",
        "ids=p99|''"
      })
  void answersTheProductsAskedFor(String query, String expected) throws Exception {
    try (var stub = StubServer.start("products")) {
      JsonNode found = JSON.readTree(stub.get("/products?" + query).body());
      assertThat(String.join(" ", found.findValuesAsText("id"))).isEqualTo(expected);
    }
  }

  @Test
  void failsProductsOnDemandAndRecovers() throws Exception {
    try (var stub = StubServer.start("products")) {
      String scenario = "/__admin/scenarios/products/state";
      assertThat(stub.put(scenario, "{\"state\": \"failing\"}").statusCode()).isEqualTo(200);
      assertThat(stub.get("/products").statusCode()).isEqualTo(500);
      assertThat(stub.get("/products?ids=p1").statusCode()).isEqualTo(500);
      assertThat(stub.put(scenario, "{\"state\": \"Started\"}").statusCode()).isEqualTo(200);
      assertThat(stub.get("/products").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void refersToOneUnknownUserAndOneUnknownProduct() throws Exception {
    JsonNode orders = list("orders");
    var users = new HashSet<>(list("users").findValuesAsText("id"));
    var products = new HashSet<>(list("products").findValuesAsText("id"));
    assertThat(orders.findValuesAsText("userId")).filteredOn(id -> !users.contains(id)).hasSize(1);
    assertThat(orders.findValuesAsText("productId"))
        .filteredOn(id -> !products.contains(id))
        .hasSize(1);
    assertThat(orders.findValuesAsText("id")).doesNotHaveDuplicates();
  }

  private static JsonNode list(String name) throws Exception {
    try (var stub = StubServer.start(name)) {
      return JSON.readTree(stub.get("/" + name).body());
    }
  }
}
