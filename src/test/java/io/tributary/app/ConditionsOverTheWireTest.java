package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.FakeBackend;
import io.tributary.support.FakeBackend.Exchange;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Parts with a condition, and expressions over the client's inputs, over the running service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConditionsOverTheWireTest {
  private final Vertx vertx = TestVertx.create();
  private final FakeBackend backend = FakeBackend.start(vertx, ConditionsOverTheWireTest::play);

  private final RunningGateway gateway =
      RunningGateway.start(
          """
          backends: { b: { url: "%s" } }
          aggregates:
            /customers/{id}:
              inputs:
                detail: { type: boolean, default: false }
                page: { type: integer }
                tags: { type: array }
              parts:
                user: { backend: b, path: "/users/{id}" }
                orders: { backend: b, path: "/orders{?from}", with: { from: "$inputs.page * 10" }, when: $inputs.page }
                offers: { backend: b, path: /offers, when: .user.active, default: [] }
                detail: { backend: b, path: /detail, when: '$inputs.detail and .user.name != "x"' }
                after: { backend: b, path: "/after{?n}", with: { n: .detail.n } }
                each: { backend: b, path: "/each/{tag}", when: .user.active, forEach: { tag: $inputs.tags } }
                shares: { backend: b, path: "/shares{?t}", when: .user.active, with: { t: $inputs.tags }, chunk: 2 }
                broken: { backend: b, path: /broken, when: "error(.user.error)" }
            /all:
              inputs: { a: { type: boolean } }
              parts:
                one: { backend: b, path: /one, when: $inputs.a, required: true }
                two: { backend: b, path: /two, when: .one.x }
          """
              .formatted(backend.url()));

  ConditionsOverTheWireTest() throws Exception {}

  @AfterAll
  void stop() {
    gateway.close();
    TestVertx.close(vertx);
  }

  private static void play(Exchange exchange) {
    String target = exchange.head().split(" ", 3)[1];
    switch (target.split("\\?", 2)[0]) {
      case "/users/in" -> exchange.answer("{\"active\":true,\"name\":\"a\",\"error\":\"e\"}");
      case "/users/out" -> exchange.answer("{\"active\":false,\"name\":\"b\"}");
      case "/users/bad" -> exchange.write("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n");
      case "/shares" -> exchange.answer("[\"" + target + "\"]");
      default -> exchange.answer("{\"n\":1,\"at\":\"" + target + "\"}");
    }
  }

  @Test
  void whatIsNotWantedIsNotCalledAndTheAnswerIsComplete() throws Exception {
    int before = calls().size();
    assertThat(
            gateway.get("/customers/out?parts=user,orders,offers,detail,after,each,shares").body())
        .isEqualTo(
            "{\"complete\":true,\"data\":{\"user\":{\"active\":false,\"name\":\"b\"},"
                + "\"orders\":null,\"offers\":[],\"detail\":null,\"after\":null,\"each\":null,"
                + "\"shares\":null},\"errors\":[]}");
    assertThat(calls()).hasSize(before + 1);
  }

  @Test
  void whatIsWantedIsCalledWithValuesOfTheRequest() throws Exception {
    String all = "/customers/in?page=2&detail=true&tags=a&tags=b&tags=c";
    assertThat(gateway.get(all + "&parts=orders,offers,detail,after,each,shares").body())
        .startsWith("{\"complete\":true,")
        .contains("\"orders\":{\"n\":1,\"at\":\"/orders?from=20\"}")
        .contains("\"offers\":{\"n\":1,\"at\":\"/offers\"}")
        .contains("\"after\":{\"n\":1,\"at\":\"/after?n=1\"}")
        .contains("\"each\":[{\"n\":1,\"at\":\"/each/a\"},{\"n\":1,\"at\":\"/each/b\"},")
        .contains("\"shares\":[\"/shares?t=a,b\",\"/shares?t=c\"]");
  }

  @Test
  void aConditionThatFailsFailsItsPart() throws Exception {
    assertThat(gateway.get("/customers/in?parts=broken,user").body())
        .startsWith("{\"complete\":false,")
        .contains(
            "{\"part\":\"broken\",\"reason\":\"dependency\","
                + "\"message\":\"its condition could not be computed\"");
    assertThat(calls()).noneMatch(head -> head.startsWith("GET /broken"));
  }

  @Test
  void aPartThatItReadsAndThatFailedIsADependency() throws Exception {
    assertThat(gateway.get("/customers/bad?parts=offers,orders&page=1").body())
        .contains(
            "{\"part\":\"offers\",\"reason\":\"dependency\","
                + "\"message\":\"the part user, which it depends on, failed\"")
        .contains("\"orders\":{\"n\":1");
  }

  @Test
  void theChoiceOfTheClientCallsWhatAConditionReads() throws Exception {
    assertThat(gateway.get("/customers/in?parts=offers").body())
        .isEqualTo(
            "{\"complete\":true,\"data\":{\"offers\":{\"n\":1,\"at\":\"/offers\"}},\"errors\":[]}");
  }

  @Test
  void anAnswerWithNothingWantedIsComplete() throws Exception {
    assertThat(gateway.get("/all").statusCode()).isEqualTo(200);
    assertThat(gateway.get("/all").body())
        .isEqualTo("{\"complete\":true,\"data\":{\"one\":null,\"two\":null},\"errors\":[]}");
    assertThat(gateway.get("/all?a=true").body())
        .contains("\"one\":{\"n\":1")
        .contains("\"two\":null");
  }

  private List<String> calls() {
    return backend.heads();
  }
}
