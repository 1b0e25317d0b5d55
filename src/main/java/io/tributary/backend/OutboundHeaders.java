package io.tributary.backend;

import io.tributary.aggregate.Inputs;
import io.tributary.aggregate.Trace;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Map;

/**
 * The headers of a part's request, put together from scratch: nothing of the client's gets through
 * unless its name is on the part's allow-list. Immutable.
 */
final class OutboundHeaders {
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final CharSequence IDENTITY = HttpHeaders.createOptimized("identity");
  private static final CharSequence TRACEPARENT = HttpHeaders.createOptimized("traceparent");
  private static final CharSequence TRACESTATE = HttpHeaders.createOptimized("tracestate");
  private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-request-id");

  private final Map<String, String> ofBackend;
  private final Map<String, String> ofPart;
  private final List<String> forward;

  OutboundHeaders(Map<String, String> ofBackend, Map<String, String> ofPart, List<String> forward) {
    this.ofBackend = ofBackend;
    this.ofPart = ofPart;
    this.forward = forward;
  }

  /** Puts them into a request. */
  void write(Inputs inputs, MultiMap headers) {
    headers.set(HttpHeaders.ACCEPT, JSON);
    ofBackend.forEach(headers::set);
    ofPart.forEach(headers::set);
    for (String name : forward) {
      List<String> values = inputs.headers().getAll(name);
      if (!values.isEmpty()) {
        headers.set(name, values);
      }
    }
    Trace trace = inputs.trace();
    headers.set(HttpHeaders.ACCEPT_ENCODING, IDENTITY);
    headers.set(TRACEPARENT, trace.traceparent());
    if (!trace.tracestate().isEmpty()) {
      headers.set(TRACESTATE, trace.tracestate());
    }
    headers.set(REQUEST_ID, trace.requestId());
  }
}
