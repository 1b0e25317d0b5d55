package io.tributary.http;

import io.tributary.scope.SpanId;
import io.tributary.scope.Trace;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;

/**
 * Reads the trace of a request from its headers, or starts a new one (W3C Trace Context). Several
 * {@code traceparent} headers are all ignored. A {@code tracestate} is ignored without a valid
 * {@code traceparent}. Immutable.
 */
final class TraceHeaders {
  private static final CharSequence TRACEPARENT = HttpHeaders.createOptimized("traceparent");
  private static final CharSequence TRACESTATE = HttpHeaders.createOptimized("tracestate");

  private final Sampling sampling;

  /** Samples traces in this way. */
  TraceHeaders(Sampling sampling) {
    this.sampling = sampling;
  }

  /** The trace of the request with these headers and this id. */
  Trace of(MultiMap headers, String requestId) {
    String value = headers.get(TRACEPARENT);
    boolean one = value != null && headers.getAll(TRACEPARENT).size() == 1;
    String parent = one ? Traceparent.read(value) : "";
    if (parent.isEmpty()) {
      String created = Traceparent.create(sampling);
      boolean recording = sampling.records() && Traceparent.isSampled(created);
      return new Trace(requestId, created, "", recording, "");
    }
    List<String> lines = headers.contains(TRACESTATE) ? headers.getAll(TRACESTATE) : List.of();
    String state = Tracestate.join(lines);
    return sampling.records()
        ? under(parent, requestId, state)
        : new Trace(requestId, parent, state);
  }

  /** A sampled request has a span of its own, under that of the client. */
  private Trace under(String parent, String requestId, String state) {
    boolean sampled = sampling.samples(parent);
    Trace client = new Trace(requestId, Traceparent.sampled(parent, sampled), state);
    return sampled
        ? new Trace(requestId, client.traceparent(SpanId.next()), state, true, client.spanId())
        : client;
  }
}
