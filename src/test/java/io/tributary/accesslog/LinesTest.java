package io.tributary.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.scope.WallClock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {
  private static final Fields FIELDS =
      new Fields(new WallClock(() -> Instant.parse("2026-11-27T03:38:53.500Z"), () -> 1_000_000L));

  private static final AccessEntry PARTIAL =
      entry(
          "GET",
          "10.0.0.7",
          true,
          List.of(
              new AccessEntry.Part("users", "success", 0, 124_160_000),
              new AccessEntry.Part("products", "bad_status", 500, 91_000_000)));

  private static AccessEntry entry(
      String method, String client, boolean delivered, List<AccessEntry.Part> parts) {
    return new AccessEntry(
        1_000_000L - 200_000_000L,
        method,
        "/aggregate",
        200,
        "partial",
        "",
        19355,
        183_270_000,
        delivered,
        client,
        "HTTP/1.1",
        "r1",
        "4bf92f3577b34da6a3ce929d0e0e4736",
        parts);
  }

  private static String json(AccessEntry entry) {
    StringBuilder line = new StringBuilder();
    JsonLine.append(line, FIELDS, entry);
    return line.toString();
  }

  private static String logfmt(AccessEntry entry) {
    StringBuilder line = new StringBuilder();
    LogfmtLine.append(line, FIELDS, entry);
    return line.toString();
  }

  @Test
  void aLineOfJsonIsOneObject() throws Exception {
    assertThat(json(PARTIAL))
        .isEqualTo(
            "{\"time\":\"2026-11-27T03:38:53.300Z\",\"method\":\"GET\",\"route\":\"/aggregate\","
                + "\"status\":200,\"complete\":\"partial\",\"bytes\":19355,\"ms\":183.2,"
                + "\"client\":\"10.0.0.7\",\"protocol\":\"HTTP/1.1\",\"request_id\":\"r1\","
                + "\"trace_id\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"parts\":{"
                + "\"users\":{\"outcome\":\"success\",\"ms\":124.1},"
                + "\"products\":{\"outcome\":\"bad_status\",\"status\":500,\"ms\":91.0}}}\n");
  }

  @Test
  void aLineOfLogfmtIsPairs() {
    assertThat(logfmt(PARTIAL))
        .isEqualTo(
            "time=2026-11-27T03:38:53.300Z method=GET route=/aggregate status=200 complete=partial"
                + " bytes=19355 ms=183.2 client=10.0.0.7 protocol=HTTP/1.1 request_id=r1"
                + " trace_id=4bf92f3577b34da6a3ce929d0e0e4736 part.users=success"
                + " part.users.ms=124.1 part.products=bad_status part.products.status=500"
                + " part.products.ms=91.0\n");
  }

  @Test
  void textCannotBreakALine() throws Exception {
    String hostile = "G\"E\\T\n x=1\u0000\ud800";
    AccessEntry entry = entry(hostile, "\"", false, List.of());
    assertThat(logfmt(entry))
        .contains(" method=\"G\\\"E\\\\T? x=1?")
        .contains(" client=\"\\\"\"")
        .contains(" delivered=false ")
        .containsOnlyOnce("\n");
    JsonNode parsed = new ObjectMapper().readTree(json(entry));
    assertThat(parsed.get("method").textValue()).isEqualTo("G\"E\\T\n x=1\u0000\ufffd");
    assertThat(parsed.get("delivered").booleanValue()).isFalse();
    assertThat(json(entry)).containsOnlyOnce("\n");
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    assertThat(json(AccessEntry.unread(null, 1_000_000L)))
        .isEqualTo(
            "{\"time\":\"2026-11-27T03:38:53.500Z\",\"status\":503,\"bytes\":0,\"ms\":0.0}\n");
  }
}
