package io.tributary.backend;

import io.netty.util.AsciiString;
import io.tributary.aggregate.Inputs;
import io.tributary.aggregate.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The headers of a part's request, put together from scratch: nothing of the client's gets through
 * unless its name is on the part's allow-list. Immutable.
 */
final class OutboundHeaders {
  private static final AsciiString ACCEPT = AsciiString.cached("accept");
  private static final AsciiString ACCEPT_ENCODING = AsciiString.cached("accept-encoding");
  private static final AsciiString TRACEPARENT = AsciiString.cached("traceparent");
  private static final AsciiString TRACESTATE = AsciiString.cached("tracestate");
  private static final AsciiString REQUEST_ID = AsciiString.cached("x-request-id");

  private record Line(AsciiString name, String value) {}

  private record Forwarded(String name, AsciiString wireName) {}

  private final List<Line> constants = new ArrayList<>();
  private final List<Forwarded> forward;

  /** A part's constants count before its backend's of the same name, in any case. */
  OutboundHeaders(Map<String, String> ofBackend, Map<String, String> ofPart, List<String> forward) {
    Map<String, Line> lines = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    lines.put(ACCEPT.toString(), new Line(ACCEPT, "application/json"));
    lines.put(ACCEPT_ENCODING.toString(), new Line(ACCEPT_ENCODING, "identity"));
    ofBackend.forEach((name, value) -> lines.put(name, new Line(new AsciiString(name), value)));
    ofPart.forEach((name, value) -> lines.put(name, new Line(new AsciiString(name), value)));
    constants.addAll(lines.values());
    this.forward =
        forward.stream().map(name -> new Forwarded(name, new AsciiString(name))).toList();
  }

  /** Writes them into a request. */
  void write(Inputs inputs, RequestHead head) {
    for (Line constant : constants) {
      if (forward.isEmpty() || !replaced(constant, inputs)) {
        head.line(constant.name(), constant.value());
      }
    }
    for (Forwarded header : forward) {
      for (String value : inputs.headers().getAll(header.name())) {
        head.line(header.wireName(), value);
      }
    }
    Trace trace = inputs.trace();
    head.line(TRACEPARENT, trace.traceparent());
    if (!trace.tracestate().isEmpty()) {
      head.line(TRACESTATE, trace.tracestate());
    }
    head.line(REQUEST_ID, trace.requestId());
  }

  /** A client's value is sent in the place of a constant, not beside it. */
  private boolean replaced(Line constant, Inputs inputs) {
    for (Forwarded header : forward) {
      if (constant.name().contentEqualsIgnoreCase(header.name())) {
        return inputs.headers().contains(header.name());
      }
    }
    return false;
  }
}
