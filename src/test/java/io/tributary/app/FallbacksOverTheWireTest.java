package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.FakeBackend;
import io.tributary.support.FakeBackend.Exchange;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Parts that take the place of others that failed, over the running service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FallbacksOverTheWireTest {
  private final Vertx vertx = TestVertx.create();
  private final FakeBackend backend = FakeBackend.start(vertx, this::play);

  private final RunningGateway gateway =
      RunningGateway.start(
          """
          backends: { b: { url: "%s" } }
          aggregates:
            /well:
              parts:
                it: { backend: b, path: /well/it, fallback: other }
                other: { backend: b, path: /well/other, default: 0 }
            /failed:
              parts:
                it: { backend: b, path: /failed/500, required: true, fallback: other, keep: [b] }
                other: { backend: b, path: /failed/other, keep: [a] }
                after: { backend: b, path: "/failed/after{?x}", with: { x: .it.b } }
            /both:
              parts:
                it: { backend: b, path: /both/500, fallback: other, default: [] }
                other: { backend: b, path: /both/404 }
                rest: { backend: b, path: /both/rest }
            /gone:
              parts:
                it: { backend: b, path: /gone/404, required: true, notFound: pass, fallback: other }
                other: { backend: b, path: /gone/500 }
            /hanging:
              parts:
                it: { backend: b, path: /hanging/hang, timeout: 50ms, fallback: other }
                other: { backend: b, path: /hanging/other }
            /late:
              parts:
                it: { backend: b, path: /late/hang, fallback: other }
                other: { backend: b, path: /late/other }
          """
              .formatted(backend.url()));

  FallbacksOverTheWireTest() throws Exception {}

  @AfterAll
  void stop() {
    gateway.close();
    TestVertx.close(vertx);
  }

  private void play(Exchange exchange) {
    String target = exchange.head().split(" ", 3)[1];
    switch (target.substring(target.lastIndexOf('/') + 1)) {
      case "500" -> exchange.write("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n");
      case "404" -> exchange.write("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n");
      case "hang" -> {}
      default -> exchange.answer("{\"a\": 1.10, \"b\": 7}");
    }
  }

  @Test
  void aFallbackThatIsNotNeededIsNotCalled() throws Exception {
    HttpResponse<String> response = gateway.get("/well");
    assertThat(response.body())
        .isEqualTo(
            "{\"complete\":true,\"data\":{\"it\":{\"a\": 1.10, \"b\": 7},\"other\":0},\"errors\":[]}");
    assertThat(response.headers().firstValue("Server-Timing"))
        .hasValueSatisfying(timing -> assertThat(timing).contains(";desc=\"skipped\", total;"));
    assertThat(calls("/well")).containsExactly("/well/it");
  }

  @Test
  void aFallbackTakesThePlaceOfARequiredPartInItsOwnShape() throws Exception {
    HttpResponse<String> response = gateway.get("/failed");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .startsWith(
            "{\"complete\":false,\"data\":{\"it\":{\"a\": 1.10},\"other\":{\"a\": 1.10},\"after\":{")
        .contains("\"errors\":[{\"part\":\"it\",\"reason\":\"bad_status\",\"status\":500,")
        .doesNotContain("\"part\":\"other\"");
    assertThat(response.headers().firstValue("Aggregate-Complete")).hasValue("false");
    assertThat(calls("/failed"))
        .as("one after the other, and another part reads the whole body of the fallback")
        .containsExactly("/failed/500", "/failed/other", "/failed/after?x=7");
  }

  @Test
  void bothFailuresAreToldAndTheDefaultApplies() throws Exception {
    assertThat(gateway.get("/both").body())
        .startsWith("{\"complete\":false,\"data\":{\"it\":[],\"other\":null,\"rest\":{")
        .contains("{\"part\":\"it\",\"reason\":\"bad_status\",\"status\":500,")
        .contains("{\"part\":\"other\",\"reason\":\"bad_status\",\"status\":404,");
  }

  @Test
  void aResourceThatItsFallbackDoesNotHaveEitherIsNotFound() throws Exception {
    assertThat(gateway.get("/gone").statusCode()).isEqualTo(404);
    assertThat(calls("/gone")).containsExactly("/gone/404", "/gone/500");
  }

  @Test
  void aPartThatIsTooSlowIsCutAndItsFallbackIsCalled() throws Exception {
    assertThat(gateway.get("/hanging?parts=it").body())
        .startsWith("{\"complete\":false,\"data\":{\"it\":{\"a\": 1.10, \"b\": 7}},")
        .contains("{\"part\":\"it\",\"reason\":\"timeout\",");
  }

  /** Its request would stay in flight for ever, whatever the client does. */
  @Test
  void aPartThatTakesAllTheTimeEndsWithoutItsFallback() throws Exception {
    HttpResponse<String> response = gateway.get("/late", "Request-Timeout-Ms", "200");
    assertThat(response.statusCode()).isEqualTo(504);
    assertThat(response.body())
        .contains("\"errors\":[{\"part\":\"it\",\"reason\":\"timeout\",")
        .doesNotContain("\"part\":\"other\"");
    assertThat(calls("/late")).containsExactly("/late/hang");
  }

  private List<String> calls(String route) {
    return backend.heads().stream()
        .map(head -> head.split(" ", 3)[1])
        .filter(path -> path.startsWith(route + "/"))
        .toList();
  }
}
