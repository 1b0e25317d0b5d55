package io.tributary.console;

import io.tributary.console.KeptRequests.Kept;
import io.tributary.scope.Phase;
import io.tributary.scope.Timeline.Attempt;
import io.tributary.scope.Timeline.Step;
import io.tributary.scope.Trace;
import java.util.BitSet;
import java.util.List;

/** Writes a kept request. Its times are in milliseconds since it arrived. Not thread-safe. */
final class RequestJson {
  private static final int SAMPLED = 1;

  private final Json json;

  RequestJson(Json json) {
    this.json = json;
  }

  void add(Kept kept) {
    FinishedRequest request = kept.request();
    json.object()
        .number("seq", kept.seq())
        .number("time", request.arrivedMillis())
        .text("requestId", request.requestId())
        .text("traceId", new Trace("", request.traceparent(), "").traceId())
        .flag("sampled", isSampled(request.traceparent()))
        .text("method", request.method())
        .text("route", request.route())
        .text("url", ShownUrl.of(request.path(), request.query()))
        .texts("headers", request.headers())
        .text("host", request.host())
        .text("scheme", request.scheme())
        .text("client", request.client())
        .number("status", request.status())
        .text("outcome", request.ending().code())
        .text("detail", request.detail())
        .millis("ms", request.nanos())
        .number("bytes", request.bytes())
        .number("generation", request.generation())
        .text("kept", kept.as().code())
        .array("parts");
    BitSet critical = CriticalPath.of(request.parts(), request.decider());
    for (int i = 0; i < request.parts().size(); i++) {
      add(request, request.parts().get(i), critical.get(i));
    }
    json.endArray();
    if (request.hasTransform()) {
      addTransform(request);
    }
    request.steps().stream()
        .filter(step -> step.phase() == Phase.WRITING)
        .findFirst()
        .ifPresent(step -> span(json.object("writing"), request, step).endObject());
    json.endObject();
  }

  private static boolean isSampled(String traceparent) {
    return !traceparent.isEmpty()
        && (Character.digit(traceparent.charAt(traceparent.length() - 1), 16) & SAMPLED) != 0;
  }

  private void add(FinishedRequest request, CalledPart part, boolean critical) {
    long began = request.arrivedNanos();
    json.object()
        .text("name", part.name())
        .text("backend", part.backend())
        .text("outcome", part.outcome())
        .text("message", part.message());
    if (part.status() > 0) {
      json.number("status", part.status());
    }
    json.texts("needs", part.needs())
        .flag("critical", critical)
        .millis("from", part.from(began) - began)
        .millis("to", part.to(began) - began)
        .array("phases");
    part.steps().forEach(step -> add(request, step));
    json.endArray().array("tries");
    addTries(part.attempts());
    json.endArray();
    if (!part.calls().isEmpty()) {
      json.flag("items", part.forEachItem()).array("calls");
      part.calls().forEach(call -> add(request, call));
      json.endArray()
          .object("more")
          .number("calls", part.unkept().calls())
          .millis("ms", part.unkept().nanos())
          .endObject();
    }
    json.endObject();
  }

  /** One of several calls. */
  private void add(FinishedRequest request, CalledPart.Call call) {
    json.object().text("error", call.error()).array("phases");
    call.steps().forEach(step -> add(request, step));
    json.endArray().array("tries");
    addTries(call.attempts());
    json.endArray().endObject();
  }

  /** One for each attempt, so that their places are the numbers of the phases. */
  private void addTries(List<Attempt> attempts) {
    int last = attempts.stream().mapToInt(Attempt::number).max().orElse(0);
    for (int number = 1; number <= last; number++) {
      addTry(attempts, number);
    }
  }

  private void addTry(List<Attempt> attempts, int number) {
    json.object();
    for (Attempt attempt : attempts) {
      if (attempt.number() == number) {
        json.text("address", Peers.text(attempt.peer()))
            .text("protocol", attempt.protocol())
            .flag("reused", attempt.reused());
        if (attempt.status() > 0) {
          json.number("status", attempt.status());
        }
        break;
      }
    }
    json.endObject();
  }

  private void addTransform(FinishedRequest request) {
    List<Step> steps =
        request.steps().stream().filter(step -> step.phase() != Phase.WRITING).toList();
    long without = request.arrivedNanos() + endOfParts(request);
    json.object("transform")
        .text("outcome", request.transform())
        .flag("critical", !steps.isEmpty())
        .millis("from", (steps.isEmpty() ? without : steps.getFirst().from()) - began(request))
        .millis("to", (steps.isEmpty() ? without : steps.getLast().to()) - began(request))
        .array("phases");
    steps.forEach(step -> add(request, step));
    json.endArray().endObject();
  }

  private static long endOfParts(FinishedRequest request) {
    long began = request.arrivedNanos();
    return request.parts().stream().mapToLong(part -> part.to(began) - began).max().orElse(0);
  }

  private static long began(FinishedRequest request) {
    return request.arrivedNanos();
  }

  private void add(FinishedRequest request, Step step) {
    span(json.object().text("phase", step.phase().code()), request, step)
        .number("try", Math.max(0, step.attempt() - 1))
        .endObject();
  }

  private static Json span(Json json, FinishedRequest request, Step step) {
    return json.millis("from", step.from() - began(request))
        .millis("to", step.to() - began(request));
  }
}
