package io.tributary;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.Timeline.Bar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The timeline of a request that the console knows: each part from its start. Stateless. */
final class Waterfall {
  private Waterfall() {}

  /**
   * The request with that id, if it is kept.
   *
   * @param state that of {@code /console/state}
   */
  static Optional<Timeline> of(JsonNode state, String requestId) {
    return state
        .path("requests")
        .valueStream()
        .filter(request -> request.path("requestId").asText().equals(requestId))
        .findFirst()
        .map(Waterfall::of);
  }

  private static Timeline of(JsonNode request) {
    List<Bar> bars = new ArrayList<>();
    double apart = 0;
    for (JsonNode part : request.path("parts")) {
      bars.add(bar(part.path("name").asText(), part));
      double ofCalls =
          calls(part).mapToDouble(Waterfall::took).sum() + part.at("/more/ms").asDouble();
      apart += Math.max(bars.getLast().millis(), ofCalls);
    }
    if (request.has("transform")) {
      bars.add(bar("transform", request.get("transform")));
      apart += bars.getLast().millis();
    }
    return new Timeline(bars, request.path("ms").asDouble(), apart);
  }

  private static Bar bar(String name, JsonNode piece) {
    String outcome = piece.path("outcome").asText();
    long calls = calls(piece).count() + piece.at("/more/calls").asLong();
    return new Bar(
        name,
        piece.path("from").asDouble(),
        piece.path("to").asDouble() - piece.path("from").asDouble(),
        (outcome.equals("success") ? "ok" : outcome) + (calls > 1 ? ", " + calls + " calls" : ""));
  }

  private static Stream<JsonNode> calls(JsonNode part) {
    return part.path("calls").valueStream().filter(call -> !call.path("phases").isEmpty());
  }

  private static double took(JsonNode call) {
    JsonNode phases = call.path("phases");
    return phases.get(phases.size() - 1).path("to").asDouble()
        - phases.get(0).path("from").asDouble();
  }
}
