package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Eventually;
import io.tributary.support.FakeBackend;
import io.tributary.support.FakeBackend.Exchange;
import io.tributary.support.Patience;
import io.tributary.support.RawClient;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts that a transform or a {@code with} looks into, over the running service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LookedIntoTest {
  private final Vertx vertx = TestVertx.create();
  private final FakeBackend backend = FakeBackend.start(vertx, this::play);
  private volatile String document = "null";

  private final RunningGateway gateway =
      RunningGateway.start(
          """
          transforms: { workers: 1, maxInput: 512KiB, maxOutput: 1MiB, maxAllocation: 64MiB }
          backends: { b: { url: "%s" } }
          aggregates:
            /plain: { parts: { it: { backend: b, path: /document } } }
            /computed:
              parts:
                it: { backend: b, path: /document }
                dependent: { backend: b, path: "/dependent{?x}", with: { x: "let id = .it.id $id" } }
            /through:
              parts: { it: { backend: b, path: /document }, other: { backend: b, path: /other } }
              transform: through.jslt
            /required:
              parts: { it: { backend: b, path: /document, required: true } }
              transform: through.jslt
            /default:
              parts: { it: { backend: b, path: /document, default: [1.10] }, other: { backend: b, path: /other } }
              transform: through.jslt
            /sliced:
              parts:
                it: { backend: b, path: /document }
                dependent: { backend: b, path: "/dependent{?x}", with: { x: ".it.id[0 : 1]" } }
            /deep:
              parts:
                it: { backend: b, path: /document }
                dependent: { backend: b, path: "/dependent{?x}", with: { x: "def f(x) f($x) f(.it)" } }
            /regex:
              parts: { it: { backend: b, path: /document } }
              transform: regex.jslt
            /nested:
              parts: { it: { backend: b, path: /document } }
              transform: nested.jslt
            /bottomless:
              parts: { it: { backend: b, path: /document } }
              transform: bottomless.jslt
            /cut: { parts: { it: { backend: b, path: /document } }, transform: cut.jslt }
            /cut-name: { parts: { it: { backend: b, path: /document } }, transform: cut-name.jslt }
            /doubled: { parts: { it: { backend: b, path: /document } }, transform: doubled.jslt }
            /doubled-input:
              parts:
                it: { backend: b, path: /document }
                dependent: { backend: b, path: "/dependent{?x}", with: { x: ".it.id * 2" } }
            /gated: { parts: { it: { backend: b, path: /it } }, transform: "java:gated" }
          """
              .formatted(backend.url()),
          Map.of(
              "cut.jslt",
              "{\"v\": .it.id[0 : 1]}",
              "cut-name.jslt",
              "{for ([.it.id[0 : 1]]) . : 1}",
              "doubled.jslt",
              "[.it.id * 2]",
              "through.jslt",
              ".",
              "regex.jslt",
              "test(.it, \"^(a+)+\\\\1b\")",
              "nested.jslt",
              "def f(x, n) if ($n > 0) f([$x, $x], $n - 1) else $x f(.it, 40)",
              "bottomless.jslt",
              "def f(x) f([$x]) f(.it)"));

  LookedIntoTest() throws Exception {}

  private void play(Exchange exchange) {
    exchange.answer(exchange.head().startsWith("GET /document") ? document : "[]");
  }

  @AfterAll
  void close() {
    gateway.close();
    TestVertx.close(vertx);
  }

  @Test
  void aPartThatWaitedForAWorkerSaysSoAndIsNeverCalled_B11() throws Exception {
    document = "{\"id\":\"a\"}";
    int calls = requests("/dependent").size();
    GatedTransform.shut();
    try (RawClient running = new RawClient(gateway.port())) {
      running.get("/gated");
      GatedTransform.awaitEntered();
      HttpResponse<String> late = gateway.get("/computed", "Request-Timeout-Ms", "10000");
      assertThat(late.statusCode()).isEqualTo(200);
      assertThat(late.body())
          .contains(
              "{\"part\":\"dependent\",\"reason\":\"timeout\","
                  + "\"message\":\"no transform worker was free in time\"");
      assertThat(requests("/dependent")).hasSize(calls);
      GatedTransform.open();
      assertThat(running.answer().status()).isEqualTo(200);
    }
  }

  static List<String> whatNoTreeHolds() {
    return List.of(
        "{\"\\ud800\":1}",
        "{\"id\":\"\\ud800abc\"}",
        "{\"id\":1e2147483648}",
        "{\"id\":-1e-9999999999}",
        "{\"id\":" + "7".repeat(900_000) + "}");
  }

  @ParameterizedTest
  @MethodSource("whatNoTreeHolds")
  void whatNoTreeHoldsIsBadBodyWhereSomethingLooksIntoIt_B9(String json) throws Exception {
    document = json;
    String through = gateway.get("/through").body();
    assertThat(through)
        .startsWith("{\"complete\":false,\"data\":{\"it\":null,\"other\":[]},\"errors\":[")
        .contains("{\"part\":\"it\",\"reason\":\"bad_body\"")
        .doesNotContain("internal");
    assertThat(gateway.get("/default").body()).contains("\"data\":{\"it\":[1.10],\"other\":[]}");
    HttpResponse<String> required = gateway.get("/required");
    assertThat(required.statusCode()).isEqualTo(502);
    assertThat(required.body()).contains("\"reason\":\"bad_body\"");
    int calls = requests("/dependent").size();
    assertThat(gateway.get("/computed").body())
        .contains("{\"part\":\"it\",\"reason\":\"bad_body\"")
        .contains("{\"part\":\"dependent\",\"reason\":\"dependency\"");
    assertThat(requests("/dependent")).hasSize(calls);
    assertThat(gateway.get("/plain").body())
        .as("nothing looks into it")
        .isEqualTo("{\"complete\":true,\"data\":{\"it\":" + json + "},\"errors\":[]}");
  }

  @Test
  void aCatastrophicRegularExpressionEndsWithItsDeadline_A5() throws Exception {
    document = "\"" + "a".repeat(60) + "\"";
    for (int i = 0; i < 6; i++) {
      assertThat(gateway.get("/regex", "Request-Timeout-Ms", "150").statusCode()).isEqualTo(504);
    }
    assertThat(Eventually.holds(Patience.HANG, () -> gateway.gateway().workers().stuck() == 0))
        .isLessThan(Patience.HANG);
    assertThat(gateway.get("/through").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nested", "/through"})
  void aTransformThatIsTooLargeFailsAlone_A8(String path) throws Exception {
    document = path.equals("/nested") ? "1" : "\"" + "x".repeat(600_000) + "\"";
    HttpResponse<String> failed = gateway.get(path);
    assertThat(failed.statusCode()).isEqualTo(500);
    assertThat(failed.body())
        .contains("\"detail\":\"the transform's input, work or result is too large\"");
    document = "1";
    assertThat(gateway.get("/through").statusCode()).isEqualTo(200);
  }

  @Test
  void inputsFromTooLargePartsAreADependency_A8() throws Exception {
    document = "{\"id\":\"" + "x".repeat(600_000) + "\"}";
    assertThat(gateway.get("/computed").body())
        .contains(
            "{\"part\":\"dependent\",\"reason\":\"dependency\","
                + "\"message\":\"its inputs would be computed from too many bytes\"");
  }

  @Test
  void aRecursionWithoutEndFailsItsRequestOnly_fault164() throws Exception {
    document = "1";
    assertThat(gateway.get("/bottomless").statusCode()).isEqualTo(500);
    assertThat(gateway.get("/through").statusCode()).isEqualTo(200);
  }

  @Test
  void everNewNamesPassThroughATransform_A8() throws Exception {
    StringBuilder names = new StringBuilder("{\"n\":0");
    for (int i = 0; i < 30_000; i++) {
      names.append(",\"n").append(i).append("\":").append(i);
    }
    document = names.append('}').toString();
    assertThat(gateway.get("/through").body())
        .isEqualTo(
            "{\"complete\":true,\"data\":{\"it\":" + document + ",\"other\":[]},\"errors\":[]}");
  }

  @Test
  void aNumberKeepsItsTextThroughATransform_B10() throws Exception {
    document =
        "[-0.0,-0,1e6,1E+06,1.10,0.1234567890123456789,1E400,123456789012345678901234567890]";
    assertThat(gateway.get("/through").body())
        .isEqualTo(
            "{\"complete\":true,\"data\":{\"it\":" + document + ",\"other\":[]},\"errors\":[]}");
  }

  @Test
  void aNumberKeepsItsTextInARequest_B10() throws Exception {
    document = "{\"id\":1e6}";
    assertThat(gateway.get("/computed").body()).startsWith("{\"complete\":true");
    assertThat(requests("/dependent").getLast()).startsWith("GET /dependent?x=1e6 ");
  }

  @ParameterizedTest
  @CsvSource({"/sliced, '{\"id\":\"\\ud83d\\ude00\"}'", "/deep, '{\"id\":1}'"})
  void inputsThatMakeNoRequestAreADependency_B9(String path, String json) throws Exception {
    document = json;
    int calls = requests("/dependent").size();
    assertThat(gateway.get(path).body())
        .contains("{\"part\":\"dependent\",\"reason\":\"dependency\"")
        .doesNotContain("internal");
    assertThat(requests("/dependent")).hasSize(calls);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/cut", "/cut-name"})
  void halfOfASurrogatePairFailsTheTransform_B9(String path) throws Exception {
    document = "{\"id\":\"\ud83d\ude00abc\"}";
    HttpResponse<String> failed = gateway.get(path);
    assertThat(failed.statusCode()).isEqualTo(500);
    assertThat(failed.body())
        .contains("\"detail\":\"the transform failed\"")
        .doesNotContain("internal");
    assertThat(gateway.get("/through").body())
        .as("a whole pair passes")
        .containsAnyOf("\ud83d\ude00abc", "\\uD83D\\uDE00abc");
  }

  @Test
  void aNumberThatIsNotFiniteFails_B10() throws Exception {
    document = "{\"id\":1e308}";
    int calls = requests("/dependent").size();
    assertThat(gateway.get("/doubled").statusCode()).isEqualTo(500);
    assertThat(gateway.get("/doubled-input").body())
        .contains("{\"part\":\"dependent\",\"reason\":\"dependency\"");
    assertThat(requests("/dependent")).hasSize(calls);
  }

  private List<String> requests(String path) {
    return backend.heads().stream().filter(head -> head.startsWith("GET " + path)).toList();
  }
}
