package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.support.FakeBackend;
import io.tributary.support.RecordedLogs;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts whose bodies are held to a schema, over the wire. */
class ContractsOverTheWireTest {
  private static final String MISMATCHES = "tributary_schema_mismatches_total";

  private final Vertx vertx = TestVertx.create();
  private volatile String body = "{\"list\": [{\"id\": 1}]}";
  private final FakeBackend backend = FakeBackend.start(vertx, exchange -> exchange.answer(body));
  private RunningService service;

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void start() throws Exception {
    Path schema =
        Files.writeString(
            folder.resolve("list.schema.json"),
            """
            {"type": "object", "properties": {"list": {"type": "array", "items": {"required": ["id"]}}}}
            """);
    service =
        RunningService.start(
            """
            deadline: 60s
            transforms: { maxInput: 64KiB }
            backends: { b: { url: "%s" } }
            aggregates:
              /fail: { parts: { list: { backend: b, path: /a, pick: /list, schema: &schema "%s", enforce: fail } } }
              /warn: { parts: { list: { backend: b, path: /a, pick: /list, schema: *schema, enforce: warn } } }
              /off: { parts: { list: { backend: b, path: /a, pick: /list, schema: *schema, enforce: off } } }
              /rarely:
                parts: { list: { backend: b, path: /a, schema: *schema, enforce: warn, enforceSample: 0.000001 } }
              /sampled:
                parts: { list: { backend: b, path: /a, schema: *schema, enforce: warn, enforceSample: 0.5 } }
              /held:
                parts: { list: { backend: b, path: /a, schema: *schema, enforce: fail, enforceSample: 0.5 } }
              /each:
                parts:
                  one: { backend: b, path: /one }
                  list:
                    backend: b
                    path: "/{id}"
                    schema: *schema
                    enforce: fail
                    forEach: { id: "[size(.one), 2]" }
            """
                .formatted(backend.url(), schema));
  }

  @AfterEach
  void stop() {
    service.close();
    TestVertx.close(vertx);
  }

  @Test
  void whatIsCheckedIsCountedFromZero() throws Exception {
    Exposition metrics = service.metrics();
    for (String counter : List.of("mismatches", "unchecked")) {
      String name = "tributary_schema_" + counter + "_total";
      assertThat(metrics.value(name, "aggregate=/warn", "part=list", "backend=b")).isZero();
      assertThat(metrics.hasSeries(name, Set.of("aggregate=/off"))).isFalse();
    }
  }

  private JsonNode answer(String path, int status) throws Exception {
    HttpResponse<String> response = service.get(path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return new ObjectMapper().readTree(response.body());
  }

  @Test
  void aBodyThatFitsPasses() throws Exception {
    for (String path : new String[] {"/fail", "/warn", "/off", "/rarely", "/each"}) {
      assertThat(answer(path, 200).get("complete").booleanValue()).as(path).isTrue();
    }
    assertThat(service.metrics().total(MISMATCHES)).isZero();
  }

  @Test
  void aBodyThatDoesNotFitFailsThePart() throws Exception {
    body = "{\"list\": [{\"s3cret\": 1}]}";
    JsonNode error = answer("/fail", 502).get("errors").get(0);
    assertThat(error.get("reason").textValue()).isEqualTo("bad_body");
    assertThat(error.get("message").textValue())
        .isEqualTo("the body breaks a rule of its schema: #/properties/list/items/required");
    assertThat(service.metrics().value(MISMATCHES, "aggregate=/fail", "part=list", "backend=b"))
        .isEqualTo(1);
    assertThat(answer("/each", 200).get("errors")).hasSize(1);
  }

  @Test
  void aWarningIsCountedAndLoggedAndTheResponseIsAsWithout() throws Exception {
    body = "{\"list\": [{\"s3cret\": 1}]}";
    try (RecordedLogs logs = new RecordedLogs()) {
      for (int i = 0; i < 3; i++) {
        assertThat(answer("/warn", 200)).isEqualTo(answer("/off", 200));
      }
      service.eventually(
          metrics -> metrics.total(MISMATCHES, "aggregate=/warn") >= 3 || isAskedAgain());
      assertThat(logs.lines().stream().filter(line -> line.contains("breaks a rule")))
          .hasSize(1)
          .allMatch(line -> line.contains("#/properties/list/items/required"))
          .noneMatch(line -> line.contains("s3cret"));
    }
    service.eventually(metrics -> metrics.total("tributary_in_flight_bytes") == 0);
  }

  /** A check that a busy machine makes too late is left out. */
  private boolean isAskedAgain() {
    try {
      assertThat(answer("/warn", 200)).isEqualTo(answer("/off", 200));
      return false;
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }

  @Test
  void onlyAShareIsChecked() throws Exception {
    body = "{\"list\": 1}";
    for (int i = 0; i < 20; i++) {
      assertThat(answer("/rarely", 200).get("complete").booleanValue()).isTrue();
    }
    assertThat(service.metrics().total(MISMATCHES)).isLessThan(20);
  }

  /** Of 100, fewer than 20 or more than 80 are improbable: less than one in a billion. */
  @Test
  void aShareOfHalfIsHalf() throws Exception {
    body = "{\"list\": 1}";
    int failed = 0;
    for (int i = 0; i < 100; i++) {
      assertThat(answer("/sampled", 200).get("complete").booleanValue()).isTrue();
      failed += service.get("/held").statusCode() == 502 ? 1 : 0;
    }
    assertThat(failed).isBetween(20, 80);
    assertThat(service.metrics().total(MISMATCHES, "aggregate=/held")).isEqualTo(failed);
    service.eventually(metrics -> metrics.total(MISMATCHES, "aggregate=/sampled") >= 20);
    assertThat(service.metrics().total(MISMATCHES, "aggregate=/sampled")).isLessThanOrEqualTo(80);
  }

  @Test
  void aBodyThatIsOnlyWatchedTakesNoMemoryThatIsNotThere() throws Exception {
    body = "{\"list\": \"" + "x".repeat(600_000) + "\"}";
    try (RunningService small =
        RunningService.startWith(
            "maxBytesInFlight: 1MiB",
            """
            deadline: 60s
            backends: { b: { url: "%s" } }
            aggregates:
              /warn: { parts: { list: { backend: b, path: /a, schema: "%s", enforce: warn } } }
            """
                .formatted(backend.url(), folder.resolve("list.schema.json")))) {
      assertThat(small.get("/warn").body()).startsWith("{\"complete\":true");
      assertThat(small.metrics().total("tributary_schema_unchecked_total")).isEqualTo(1);
      small.eventually(metrics -> metrics.total("tributary_in_flight_bytes") == 0);
      assertThat(small.get("/warn").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whatNoTreeHoldsFailsThePartAndIsNoBugOfOurs() throws Exception {
    body = "{\"list\": [{\"id\": 1e99999999999}]}";
    assertThat(answer("/fail", 502).at("/errors/0/reason").textValue()).isEqualTo("bad_body");
    body = "[".repeat(900) + "]".repeat(900);
    assertThat(answer("/fail", 502).at("/errors/0/reason").textValue()).isEqualTo("bad_body");
  }

  @Test
  void whatCannotBeCheckedIsCounted() throws Exception {
    body = "{\"list\": [{\"id\": \"" + "x".repeat(64 * 1024) + "\"}]}";
    assertThat(answer("/warn", 200).get("complete").booleanValue()).isTrue();
    assertThat(answer("/fail", 502).at("/errors/0/reason").textValue()).isEqualTo("too_large");
    assertThat(service.metrics().total("tributary_schema_unchecked_total")).isEqualTo(2);
  }
}
