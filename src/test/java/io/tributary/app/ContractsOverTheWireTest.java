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
    TestVertx.await(vertx.close());
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
      service.eventually(metrics -> metrics.total(MISMATCHES, "aggregate=/warn") == 3);
      assertThat(logs.lines().stream().filter(line -> line.contains("breaks a rule")))
          .hasSize(1)
          .allMatch(line -> line.contains("#/properties/list/items/required"))
          .noneMatch(line -> line.contains("s3cret"));
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
