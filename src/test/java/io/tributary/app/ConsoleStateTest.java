package io.tributary.app;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.support.EventReader;
import io.tributary.support.Eventually;
import io.tributary.support.FakeConsole;
import io.tributary.support.Patience;
import io.tributary.support.RawClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the console shows of requests over the wire. */
class ConsoleStateTest {
  private ConsoleScene scene;

  @BeforeEach
  void start() throws Exception {
    scene = new ConsoleScene();
  }

  @AfterEach
  void stop() {
    scene.close();
  }

  private JsonNode after(String path, String... headers) throws Exception {
    scene.gateway().get(path, headers);
    return scene.requests(1).get(0);
  }

  private static List<String> outcomes(JsonNode request) {
    List<String> outcomes = new ArrayList<>();
    request.get("parts").forEach(part -> outcomes.add(part.get("outcome").textValue()));
    return outcomes;
  }

  private static List<String> critical(JsonNode request) {
    List<String> critical = new ArrayList<>();
    request
        .get("parts")
        .forEach(
            part -> {
              if (part.get("critical").booleanValue()) {
                critical.add(part.get("name").textValue());
              }
            });
    return critical;
  }

  @Test
  void eachCallOfAPartIsShownWithItsTimes() throws Exception {
    JsonNode two = after("/each").get("parts").get(1);
    List<String> errors = new ArrayList<>();
    for (JsonNode call : two.get("calls")) {
      errors.add(call.get("error").textValue());
      assertThat(call.get("phases").findValuesAsText("phase")).contains("response");
      assertThat(call.get("phases").get(0).get("from").doubleValue())
          .isGreaterThanOrEqualTo(two.get("from").doubleValue());
      assertThat(call.get("tries").get(0).get("address").textValue()).startsWith("127.0.0.1:");
    }
    assertThat(errors).containsExactly("", "500", "");
    assertThat(two.get("to").doubleValue()).isGreaterThan(two.get("from").doubleValue());
  }

  @Test
  void ofManyCallsThoseThatAreNotShownAreCounted() throws Exception {
    String ids = IntStream.range(0, 70).mapToObj(id -> "ids=" + id).collect(joining("&"));
    JsonNode one = after("/many?" + ids).get("parts").get(0);
    assertThat(one.get("items").booleanValue()).isTrue();
    assertThat(one.get("calls")).hasSize(64);
    assertThat(one.at("/more/calls").intValue()).isEqualTo(6);
    assertThat(one.at("/more/ms").doubleValue()).isPositive();
  }

  @Test
  void aRequestIsShownWithItsTimes() throws Exception {
    String traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    JsonNode request =
        after(
            "/well/7?q=x&access_token=c4n4ry",
            "X-Tenant",
            "c4n4ry",
            "X-Request-Id",
            "r1",
            "traceparent",
            traceparent);
    assertThat(request.get("requestId").textValue()).isEqualTo("r1");
    assertThat(request.get("traceId").textValue()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(request.get("sampled").booleanValue()).isTrue();
    assertThat(request.get("method").textValue()).isEqualTo("GET");
    assertThat(request.get("route").textValue()).isEqualTo("/well/{id}");
    assertThat(request.get("url").textValue()).isEqualTo("/well/7?q=x&access_token=…");
    assertThat(request.get("headers")).hasToString("[\"X-Tenant\"]");
    assertThat(request.get("scheme").textValue()).isEqualTo("http");
    assertThat(request.get("host").textValue()).startsWith("127.0.0.1:");
    assertThat(request.get("status").intValue()).isEqualTo(200);
    assertThat(request.get("outcome").textValue()).isEqualTo("complete");
    assertThat(request.get("kept").textValue()).isEqualTo("recent");
    assertThat(request.get("generation").intValue()).isEqualTo(3);
    assertThat(request.get("bytes").intValue()).isPositive();
    assertThat(request.toString()).doesNotContain("c4n4ry");
    assertThat(critical(request)).containsExactly("one", "two");
    JsonNode two = request.get("parts").get(1);
    assertThat(two.get("needs")).hasToString("[\"one\"]");
    assertThat(two.get("phases").findValuesAsText("phase"))
        .containsSubsequence("inputs", "computing", "connection", "response", "body", "check");
    assertThat(two.get("tries").get(0).get("address").textValue()).startsWith("127.0.0.1:");
    assertThat(two.get("tries").get(0).get("status").intValue()).isEqualTo(200);
    double end = two.get("to").doubleValue();
    assertThat(two.get("from").doubleValue()).isBetween(0.001, end);
    assertThat(request.get("writing").get("from").doubleValue()).isGreaterThanOrEqualTo(end);
    assertThat(request.get("ms").doubleValue()).isGreaterThanOrEqualTo(end);
  }

  @Test
  void whatFailsIsShownWithItsReasonAndKept() throws Exception {
    JsonNode partly = after("/partly");
    assertThat(partly.get("outcome").textValue()).isEqualTo("partial");
    assertThat(partly.get("kept").textValue()).isEqualTo("failed");
    assertThat(outcomes(partly)).containsExactly("success", "bad_status");
    assertThat(partly.get("parts").get(1).get("status").intValue()).isEqualTo(500);
    assertThat(partly.get("parts").get(1).get("message").textValue())
        .isEqualTo("the backend answered 500");

    scene.gateway().get("/required");
    JsonNode required = scene.requests(2).get(0);
    assertThat(required.get("status").intValue()).isEqualTo(502);
    assertThat(required.get("outcome").textValue()).isEqualTo("failed");
    assertThat(required.get("detail").textValue()).isEqualTo("the required part two failed");
    assertThat(outcomes(required)).containsExactly("cancelled", "bad_status");
    assertThat(critical(required)).containsExactly("two");

    scene.gateway().get("/none");
    assertThat(scene.requests(3).get(0).get("detail").textValue()).isEqualTo("no part succeeded");
  }

  @Test
  void whatIsLateAndWhatIsNotCalledIsShown() throws Exception {
    assertThat(outcomes(after("/late"))).containsExactly("success", "timeout");
    scene.gateway().get("/skips");
    JsonNode skips = scene.requests(2).get(0);
    assertThat(outcomes(skips)).containsExactly("success", "skipped");
    JsonNode skipped = skips.get("parts").get(1);
    assertThat(skipped.get("from")).isEqualTo(skipped.get("to"));
    assertThat(skips.get("outcome").textValue()).isEqualTo("complete");
  }

  @Test
  void aTransformIsShown() throws Exception {
    JsonNode joined = after("/joined").get("transform");
    assertThat(joined.get("outcome").textValue()).isEqualTo("success");
    assertThat(joined.get("phases").findValuesAsText("phase")).contains("computing");
    scene.gateway().get("/broken");
    JsonNode broken = scene.requests(2).get(0);
    assertThat(broken.get("transform").get("outcome").textValue()).isEqualTo("internal");
    assertThat(broken.get("kept").textValue()).isEqualTo("failed");
  }

  @Test
  void aClientThatLeavesIsShown() throws Exception {
    try (RawClient client = new RawClient(scene.gateway().port())) {
      client.get("/hangs");
      assertThat(Eventually.holds(Patience.HANG, () -> scene.gateway().gateway().inFlight() == 1))
          .isLessThan(Patience.HANG);
    }
    JsonNode left = scene.requests(1).get(0);
    assertThat(left.get("status").intValue()).isZero();
    assertThat(left.get("outcome").textValue()).isEqualTo("cancelled");
    assertThat(outcomes(left)).containsExactly("cancelled");
  }

  @Test
  void mistakesOfClientsAreShownAsData() throws Exception {
    try (RawClient client = new RawClient(scene.gateway().port())) {
      client.get("/nowhere?x=%3Cimg+onerror%3E", "X-Request-Id: <img/onerror=alert(1)>").answer();
      client.send("GET /partly HTTP/1.1\r\nHost: a\r\nHost: <img>\r\n\r\n").answer();
    }
    scene.gateway().get("/well/1?n=%3Cimg%20onerror%3E");
    JsonNode requests = scene.requests(3);
    assertThat(requests.findValuesAsText("status")).containsExactly("400", "400", "404");
    assertThat(requests.findValuesAsText("kept")).containsOnly("recent");
    assertThat(requests.findValuesAsText("outcome")).containsOnly("failed");
    assertThat(requests.get(2).get("detail").textValue()).isNotEmpty();
    assertThat(requests.get(1).get("detail").textValue()).isNotEmpty();
    assertThat(requests.get(2).get("url").textValue()).contains("%3Cimg+onerror%3E");
  }

  @Test
  void statisticsCountEverything() throws Exception {
    for (int i = 0; i < 5; i++) {
      scene.gateway().get("/well/1");
    }
    scene.gateway().get("/partly");
    scene.requests(6);
    var _ = Eventually.holds(Patience.HANG, () -> sum("requests") == 6);
    assertThat(sum("requests")).isEqualTo(6);
    assertThat(sum("partial")).isEqualTo(1);
    JsonNode state = scene.state();
    JsonNode backend = state.get("backends").get(0);
    assertThat(backend.get("p50").doubleValue()).isPositive();
    assertThat(backend.get("breaker").textValue()).isEqualTo("closed");
    assertThat(backend.get("connections").intValue()).isPositive();
    assertThat(backend.get("addresses").get(0).textValue()).startsWith("127.0.0.1:");
    JsonNode failure = backend.get("failures").get(0);
    assertThat(failure.get("reason").textValue()).isEqualTo("bad_status");
    assertThat(failure.get("route").textValue()).isEqualTo("/partly");
    JsonNode parts = state.get("aggregates").get(0).get("parts");
    assertThat(parts.get(0).get("decided").doubleValue()).isZero();
    assertThat(parts.get(1).get("decided").doubleValue()).isEqualTo(1);
    assertThat(parts.get(1).get("p99").doubleValue()).isPositive();
  }

  private int sum(String member) {
    try {
      int sum = 0;
      for (JsonNode second : scene.state().get("status").get("seconds")) {
        sum += second.get(member).intValue();
      }
      return sum;
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  @Test
  void whoListensHearsOfNewRequests() throws Exception {
    scene.gateway().get("/well/1");
    scene.requests(1);
    try (EventReader reader = EventReader.opened(scene.managementPort())) {
      scene.gateway().get("/partly", "X-Request-Id", "r2");
      JsonNode requests = reader.next("requests");
      assertThat(requests.findValuesAsText("requestId")).containsExactly("r2");
      assertThat(requests.get(0)).isEqualTo(scene.state().get("requests").get(0));
    }
  }

  @Test
  void theStateHasTheShapeThatThePageReads() throws Exception {
    for (String path : List.of("/well/1", "/partly", "/joined", "/late", "/each")) {
      scene.gateway().get(path, "X-Tenant", "t");
    }
    scene.requests(5);
    var _ = Eventually.holds(Patience.HANG, () -> sum("requests") == 5);
    JsonNode expected = new ObjectMapper().readTree(FakeConsole.resource("state.json"));
    assertThat(paths(scene.state())).isEqualTo(paths(expected));
  }

  /** The paths of all members; items of arrays count as one. */
  private static Set<String> paths(JsonNode node) {
    Set<String> paths = new TreeSet<>();
    collect(node, "", paths);
    return paths;
  }

  private static void collect(JsonNode node, String path, Set<String> paths) {
    node.properties()
        .forEach(
            member -> {
              String below = path + "." + member.getKey();
              paths.add(below);
              collect(member.getValue(), below, paths);
            });
    if (node.isArray()) {
      node.forEach(item -> collect(item, path + "[]", paths));
    }
  }
}
