package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.FakeBackend;
import io.tributary.support.FakeBackend.Exchange;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts with a call for each item, or for each chunk of items, over the running service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ItemsOverTheWireTest {
  private final Vertx vertx = TestVertx.create();
  private final FakeBackend backend = FakeBackend.start(vertx, this::play);
  private volatile String ids = "[]";

  private final RunningGateway gateway =
      RunningGateway.start(
          """
          backends: { b: { url: "%s", maxConcurrent: 10 } }
          aggregates:
            /array:
              parts:
                ids: { backend: b, path: /ids }
                items: { backend: b, path: "/items/{id}", forEach: { id: .ids, max: 5, concurrent: 2 } }
            /computed:
              parts:
                ids: { backend: b, path: /ids }
                items: { backend: b, path: "/items/{id}", forEach: { id: "[for (.ids) . + 0]", max: 5 } }
            /object:
              parts:
                ids: { backend: b, path: /ids }
                items: { backend: b, path: "/items/{id}", pick: /item, keep: [id], forEach: { id: .ids, as: object } }
            /after:
              parts:
                ids: { backend: b, path: /ids }
                items: { backend: b, path: "/items/{id}", forEach: { id: .ids } }
                last: { backend: b, path: "/last{?n}", with: { n: { each: /items/*/item/n } } }
            /bulk:
              parts:
                ids: { backend: b, path: /ids }
                items: { backend: b, path: "/bulk{?id*}", pick: /all, with: { id: .ids }, chunk: 3, maxItems: 10 }
            /nolist:
              parts:
                ids: { backend: b, path: /ids }
                items: { backend: b, path: "/bulk{?id*}", with: { id: .ids }, chunk: 3 }
            /failing:
              parts:
                ids: { backend: b, path: /ids }
                items: { backend: b, path: "/failing{?id}", with: { id: .ids }, chunk: 1, required: true }
          """
              .formatted(backend.url()));

  ItemsOverTheWireTest() throws Exception {}

  @AfterAll
  void stop() {
    gateway.close();
    TestVertx.close(vertx);
  }

  private void play(Exchange exchange) {
    String target = exchange.head().split(" ", 3)[1];
    if (target.equals("/ids")) {
      exchange.answer(ids);
    } else if (target.startsWith("/items/bad")) {
      exchange.write("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n");
    } else if (target.startsWith("/items/")) {
      String id = target.substring("/items/".length());
      exchange.answer("{\"item\":{\"id\":\"" + id + "\",\"n\":" + id.length() + "}}");
    } else if (target.equals("/failing?id=3")) {
      exchange.write("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n");
    } else if (target.startsWith("/failing")) {
      exchange.onClosed(() -> {}); // never answered
    } else if (target.startsWith("/bulk")) {
      List<String> asked = new ArrayList<>();
      Stream.of(target.split("[?&]", -1)).skip(1).forEach(one -> asked.add(one.substring(3)));
      exchange.answer("{\"all\":[ " + String.join(" , ", asked) + " ]}");
    } else {
      exchange.answer("[]");
    }
  }

  @Test
  void eachDistinctItemIsCalledOnceAndKeepsItsPlace() throws Exception {
    ids = "[\"c\",\"a\",\"c\",\"bb\"]";
    int before = calls("/items/").size();
    assertThat(gateway.get("/array").body())
        .startsWith("{\"complete\":true,")
        .contains(
            "\"items\":[{\"item\":{\"id\":\"c\",\"n\":1}},{\"item\":{\"id\":\"a\",\"n\":1}},"
                + "{\"item\":{\"id\":\"bb\",\"n\":2}}]");
    assertThat(calls("/items/")).hasSize(before + 3);
  }

  @Test
  void anItemThatFailsIsNullAndHasAnError() throws Exception {
    ids = "[\"a\",\"bad\"]";
    assertThat(gateway.get("/array").body())
        .startsWith("{\"complete\":false,")
        .contains("\"items\":[{\"item\":{\"id\":\"a\",\"n\":1}},null]")
        .contains(
            "\"errors\":[{\"part\":\"items\",\"item\":\"bad\",\"reason\":\"bad_status\",\"status\":500,");
  }

  @Test
  void aPartWhoseItemsAllFailFails() throws Exception {
    ids = "[\"bad1\",\"bad2\"]";
    assertThat(gateway.get("/array").body())
        .contains("\"items\":null")
        .contains("\"errors\":[{\"part\":\"items\",\"reason\":\"bad_status\",\"status\":500,");
  }

  @Test
  void resultsAreNamedByTheirItemsAndShapedOneByOne() throws Exception {
    ids = "[\"x\\\"y\",\"bad\"]";
    assertThat(gateway.get("/object").body())
        .contains("\"items\":{\"x\\\"y\":{\"id\":\"x%22y\"},\"bad\":null}");
  }

  @Test
  void withoutItemsTheValueIsEmpty() throws Exception {
    ids = "[]";
    assertThat(gateway.get("/array").body())
        .isEqualTo("{\"complete\":true,\"data\":{\"ids\":[],\"items\":[]},\"errors\":[]}");
    assertThat(gateway.get("/object").body()).contains("\"items\":{}");
  }

  @Test
  void tooManyItemsCallNothing() throws Exception {
    ids = "[1,2,3,4,5,6]";
    int before = calls("/items/").size();
    assertThat(gateway.get("/array").body())
        .contains(
            "{\"part\":\"items\",\"reason\":\"too_many\","
                + "\"message\":\"more items than the limit of 5\"");
    assertThat(calls("/items/")).hasSize(before);
  }

  @Test
  void itemsThatRepeatDoNotCount() throws Exception {
    for (String path : List.of("/array", "/computed")) {
      ids = "[1,1,2,3,2,4,5,5,5,1]";
      assertThat(gateway.get(path).body()).startsWith("{\"complete\":true,");
      ids = "[1,1,2,3,2,4,5,5,5,6]";
      assertThat(gateway.get(path).body()).contains("\"reason\":\"too_many\"");
    }
  }

  @Test
  void anErrorShowsTheBeginningOfALongItem() throws Exception {
    ids = "[\"bad" + "x".repeat(96) + "y\",\"bad" + "x".repeat(95) + "\uD83D\uDE00yy\",1]";
    assertThat(gateway.get("/array").body())
        .contains(
            "\"item\":\"bad" + "x".repeat(96) + "y\",", "\"item\":\"bad" + "x".repeat(95) + "…\",");
  }

  @Test
  void anotherPartReadsTheJoinedValue() throws Exception {
    ids = "[\"a\",\"bad\",\"ccc\"]";
    assertThat(gateway.get("/after").statusCode()).isEqualTo(200);
    assertThat(backend.heads()).anyMatch(head -> head.startsWith("GET /last?n=1,3 "));
  }

  @Test
  void chunksAreJoinedInOrder() throws Exception {
    ids = "[1,2,3,4,5,6,7]";
    int before = calls("/bulk").size();
    assertThat(gateway.get("/bulk").body())
        .contains("\"items\":[ 1 , 2 , 3 , 4 , 5 , 6 , 7 ]")
        .startsWith("{\"complete\":true");
    assertThat(calls("/bulk")).hasSize(before + 3);
    ids = IntStream.rangeClosed(1, 11).boxed().toList().toString();
    assertThat(gateway.get("/bulk").body()).contains("\"reason\":\"too_many\"");
    assertThat(calls("/bulk")).hasSize(before + 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1]", "[1,2,3,4]"})
  void aChunkThatIsNoListFailsThePartHoweverManyThereAre(String all) throws Exception {
    ids = all;
    assertThat(gateway.get("/nolist").body())
        .contains(
            "\"items\":null", "\"reason\":\"bad_body\"", "the value of a chunk is not a list");
  }

  @Test
  void aChunkThatFailsEndsTheOthers() throws Exception {
    ids = IntStream.range(0, 50).boxed().toList().toString();
    HttpResponse<String> response = gateway.get("/failing");
    assertThat(response.statusCode()).isEqualTo(502);
    assertThat(response.body()).contains("\"reason\":\"bad_status\",\"status\":500");
    assertThat(calls("/failing")).as("those at once").hasSizeLessThanOrEqualTo(8);
  }

  private List<String> calls(String path) {
    return backend.heads().stream().filter(head -> head.startsWith("GET " + path)).toList();
  }
}
