package io.tributary.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.tributary.aggregate.Reason;
import io.tributary.support.RawClient.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What holds for the response to any case, whatever the backends do. Thread-safe. */
final class Invariants {
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final JsonSchema SCHEMA = schema();

  private Invariants() {}

  private static JsonSchema schema() {
    try (InputStream file =
        Objects.requireNonNull(Invariants.class.getResourceAsStream("aggregate.schema.json"))) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A response held against its case.
   *
   * @param outcomes what came of each part that has an outcome: {@code success} or a reason
   * @param twiceClosed the parts whose call and its one repetition met closed connections
   * @param violations what must not be, whatever came of the parts
   * @param mistakes other outcomes than wanted, and a status that is for them
   */
  record Judged(
      Map<String, String> outcomes,
      Set<String> twiceClosed,
      List<String> violations,
      List<String> mistakes) {
    /**
     * Whether the case may be asked once more: a call that nothing held up had no time, as on a
     * machine that others keep busy, or met two closed connections, and a call is repeated once.
     */
    boolean late(MatrixCase asked) {
      return violations.isEmpty()
          && !mistakes.isEmpty()
          && outcomes.entrySet().stream()
              .filter(part -> !asked.fault(part.getKey()).outcome().equals(part.getValue()))
              .anyMatch(
                  part ->
                      part.getValue().equals(Reason.TIMEOUT.code())
                          || twiceClosed.contains(part.getKey()));
    }

    List<String> all() {
      return Stream.concat(violations.stream(), mistakes.stream()).toList();
    }
  }

  /** Holds a response against its case. */
  static Judged judge(MatrixCase asked, Answer answer) {
    List<String> violations = new ArrayList<>();
    JsonNode body;
    try {
      body = STRICT.readTree(answer.body());
    } catch (JsonProcessingException e) {
      return new Judged(
          Map.of(), Set.of(), List.of("is not JSON: " + e.getOriginalMessage()), List.of());
    }
    SCHEMA.validate(body).forEach(wrong -> violations.add("schema: " + wrong.getMessage()));
    if (!violations.isEmpty()) {
      return new Judged(Map.of(), Set.of(), violations, List.of());
    }
    Map<String, String> outcomes = outcomes(body, violations);
    List<String> mistakes = new ArrayList<>();
    status(asked, answer, body, mistakes);
    heads(asked, answer, body, violations);
    parts(asked, body, outcomes, violations, mistakes);
    Set<String> twiceClosed = new HashSet<>();
    for (JsonNode error : body.get("errors")) {
      if (error.get("message").textValue().equals("the backend closed the connection")) {
        twiceClosed.add(error.get("part").textValue());
      }
    }
    return new Judged(outcomes, twiceClosed, violations, mistakes);
  }

  private static Map<String, String> outcomes(JsonNode body, List<String> violations) {
    Map<String, String> outcomes = new LinkedHashMap<>();
    for (JsonNode error : body.get("errors")) {
      String part = error.get("part").textValue();
      if (outcomes.put(part, error.get("reason").textValue()) != null) {
        violations.add("two errors of part " + part);
      }
      String message = error.get("message").textValue();
      if (message.matches("(?s).*(127\\.0\\.0\\.1|Exception|foreign|nonce|SSH|169\\.254).*")) {
        violations.add("shows what is internal: " + message);
      }
    }
    return outcomes;
  }

  private static void status(
      MatrixCase asked, Answer answer, JsonNode body, List<String> mistakes) {
    expect("status", asked.status(), answer.status(), mistakes);
    if (asked.status() != 200) {
      expect("status in the body", asked.status(), body.path("status").intValue(), mistakes);
    }
  }

  private static void heads(
      MatrixCase asked, Answer answer, JsonNode body, List<String> violations) {
    boolean complete = body.path("complete").booleanValue();
    expect(
        "content-type",
        answer.status() == 200 ? "application/json" : "application/problem+json",
        answer.header("content-type"),
        violations);
    expect("cache-control", "no-store", answer.header("cache-control"), violations);
    expect(
        "aggregate-complete",
        Boolean.toString(complete),
        answer.header("aggregate-complete"),
        violations);
    expect("x-request-id", asked.requestId(), answer.header("x-request-id"), violations);
    String timing = answer.header("server-timing");
    if (!timing.matches("a;dur=.+, b;dur=.+, c;dur=.+, total;dur=[0-9.]+")) {
      violations.add("server-timing: " + timing);
    }
  }

  private static void parts(
      MatrixCase asked,
      JsonNode body,
      Map<String, String> outcomes,
      List<String> violations,
      List<String> mistakes) {
    for (String part : MatrixCase.PARTS) {
      JsonNode value = body.path("data").path(part);
      if (value.isContainerNode()) {
        if (outcomes.put(part, "success") != null) {
          violations.add(part + " has a value and an error");
        }
        if (!value.toString().equals(asked.body(part))) {
          violations.add("FOREIGN: %s has %.80s".formatted(part, value));
        }
      }
      boolean decided = !asked.requiredPartFails() || asked.required().equals(Optional.of(part));
      String outcome = outcomes.getOrDefault(part, decided ? "nothing" : "");
      if (!outcome.isEmpty()) {
        expect(part, asked.fault(part).outcome(), outcome, mistakes);
      }
    }
  }

  private static void expect(String what, Object wanted, Object got, List<String> violations) {
    if (!wanted.equals(got)) {
      violations.add("%s is %s, not %s".formatted(what, got, wanted));
    }
  }
}
