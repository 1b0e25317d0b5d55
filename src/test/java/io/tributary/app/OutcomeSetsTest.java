package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tributary.support.RawClient.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every set of failing parts among three, for every way to fail. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutcomeSetsTest {
  private static final List<String> PARTS = List.of("users", "orders", "products");

  enum Fault {
    ERROR_STATUS(
        "b, path: /status/500", "bad_status", "\"status\":500,", "the backend answered 500"),
    TIMEOUT("b, path: /hang, timeout: 60ms", "timeout", "", "no complete response in time"),
    BAD_BODY(
        "b, path: /truncated", "bad_body", "", "the body is not JSON: unexpected end at byte 5"),
    TOO_LARGE("b, path: /large", "too_large", "", "the body is larger than allowed"),
    REFUSED("n, path: /", "unreachable", "", "cannot connect to the backend");

    private final String call;
    private final String reason;
    private final String status;
    private final String message;

    Fault(String call, String reason, String status, String message) {
      this.call = call;
      this.reason = reason;
      this.status = status;
      this.message = message;
    }

    String error(String part) {
      return "{\"part\":\"%s\",\"reason\":\"%s\",%s\"message\":\"%s\",\"elapsedMs\":N}"
          .formatted(part, reason, status, message);
    }
  }

  private final Scene scene;

  OutcomeSetsTest() throws Exception {
    StringBuilder yaml =
        new StringBuilder(
            """
            deadline: 5s
            backends: { b: { url: @backend, maxBody: 64KiB }, n: { url: @nowhere } }
            aggregates:
            """);
    sets().map(Arguments::get).forEach(set -> yaml.append(aggregate((Fault) set[0], (int) set[1])));
    scene = new Scene(yaml.toString());
  }

  private static String aggregate(Fault fault, int failed) {
    StringBuilder yaml = new StringBuilder("  " + path(fault, failed) + ":\n    parts:\n");
    for (int i = 0; i < PARTS.size(); i++) {
      String part = PARTS.get(i);
      String call = fails(failed, i) ? fault.call : "b, path: /value/" + part;
      yaml.append("      %s: { backend: %s }\n".formatted(part, call));
    }
    return yaml.toString();
  }

  private static String path(Fault fault, int failed) {
    return "/" + fault + "/" + failed;
  }

  private static boolean fails(int failed, int part) {
    return (failed & 1 << part) != 0;
  }

  static Stream<Arguments> sets() {
    return Stream.of(Fault.values())
        .flatMap(fault -> IntStream.range(0, 8).mapToObj(failed -> arguments(fault, failed)));
  }

  @BeforeAll
  void connectsOnce() throws IOException {
    assertThat(scene.get("/BAD_BODY/0").status()).isEqualTo(200);
  }

  @AfterAll
  void close() throws IOException {
    scene.close();
  }

  @ParameterizedTest
  @MethodSource("sets")
  void answersWithWhatItGotAndSaysWhatIsMissing(Fault fault, int failed) throws IOException {
    Answer answer = scene.get(path(fault, failed), "X-Request-Id: set-" + failed);
    boolean complete = failed == 0;
    boolean none = failed == 7;
    assertThat(answer.status()).isEqualTo(!none ? 200 : fault == Fault.TIMEOUT ? 504 : 502);
    assertThat(answer.body().replaceAll("\"elapsedMs\":\\d+", "\"elapsedMs\":N"))
        .isEqualTo(none ? problem(fault) : envelope(fault, failed));
    assertThat(answer.header("content-type"))
        .isEqualTo(none ? "application/problem+json" : "application/json");
    assertThat(answer.header("aggregate-complete")).isEqualTo(complete ? "true" : "false");
    assertThat(answer.header("cache-control")).isEqualTo("no-store");
    assertThat(answer.header("x-request-id")).isEqualTo("set-" + failed);
    assertThat(answer.headers("retry-after")).isEmpty();
    assertThat(answer.header("server-timing")).matches(serverTiming(fault, failed));
  }

  private static String envelope(Fault fault, int failed) {
    List<String> data = new ArrayList<>();
    for (int i = 0; i < PARTS.size(); i++) {
      String part = PARTS.get(i);
      data.add("\"" + part + "\":" + (fails(failed, i) ? "null" : "[\"" + part + "\"]"));
    }
    return "{\"complete\":%s,\"data\":{%s},\"errors\":[%s]}"
        .formatted(failed == 0, String.join(",", data), errors(fault, failed));
  }

  private static String problem(Fault fault) {
    boolean late = fault == Fault.TIMEOUT;
    return """
        {"type":"about:blank","title":"%s","status":%d,"detail":"no part succeeded","errors":[%s]}"""
        .formatted(late ? "Gateway Timeout" : "Bad Gateway", late ? 504 : 502, errors(fault, 7));
  }

  private static String errors(Fault fault, int failed) {
    return String.join(
        ",",
        IntStream.range(0, 3)
            .filter(part -> fails(failed, part))
            .mapToObj(part -> fault.error(PARTS.get(part)))
            .toList());
  }

  private static String serverTiming(Fault fault, int failed) {
    StringBuilder grammar = new StringBuilder();
    for (int i = 0; i < PARTS.size(); i++) {
      grammar.append(PARTS.get(i)).append(";dur=\\d+\\.\\d");
      grammar.append(fails(failed, i) ? ";desc=\"" + fault.reason + "\", " : ", ");
    }
    return grammar + "total;dur=\\d+\\.\\d";
  }
}
