package io.tributary.http;

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

  /** Uses the given sampling for new traces. */
  TraceHeaders(Sampling sampling) {
    this.sampling = sampling;
  }

  /** The trace of the request with these headers and this id. */
  Trace of(MultiMap headers, String requestId) {
    String value = headers.get(TRACEPARENT);
    boolean one = value != null && headers.getAll(TRACEPARENT).size() == 1;
    String parent = one ? Traceparent.read(value) : "";
    if (parent.isEmpty()) {
      return new Trace(requestId, Traceparent.create(sampling), "");
    }
    List<String> lines = headers.contains(TRACESTATE) ? headers.getAll(TRACESTATE) : List.of();
    return new Trace(requestId, parent, Tracestate.join(lines));
  }
}
