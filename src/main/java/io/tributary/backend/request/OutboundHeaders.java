package io.tributary.backend.request;

import io.tributary.aggregate.Inputs;
import io.tributary.backend.lean.RequestEncoder;
import io.tributary.scope.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The headers of a part's request, put together from scratch: nothing of the client's gets through
 * unless its name is on the part's allow-list. Immutable.
 */
final class OutboundHeaders {
  private static final byte[] TRACEPARENT = RequestEncoder.name("traceparent");
  private static final byte[] TRACESTATE = RequestEncoder.name("tracestate");
  private static final byte[] REQUEST_ID = RequestEncoder.name("x-request-id");

  /** A client's header that is passed on; without it, the constant line of that name, if any. */
  private static final class Forwarded {
    private final String name;
    private final byte[] onTheWire;
    private final byte[] otherwise;

    Forwarded(String name, byte[] otherwise) {
      this.name = name;
      this.onTheWire = RequestEncoder.name(name);
      this.otherwise = otherwise;
    }
  }

  private final byte[] constants;
  private final List<Forwarded> forwarded = new ArrayList<>();

  /** A part's constants count before its backend's of the same name, in any case. */
  OutboundHeaders(Map<String, String> ofBackend, Map<String, String> ofPart, List<String> forward) {
    Map<String, byte[]> lines = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    lines.put("accept", line("accept", "application/json"));
    lines.put("accept-encoding", line("accept-encoding", "identity"));
    ofBackend.forEach((name, value) -> lines.put(name, line(name, value)));
    ofPart.forEach((name, value) -> lines.put(name, line(name, value)));
    for (String name : forward) {
      byte[] constant = lines.remove(name);
      forwarded.add(new Forwarded(name, constant == null ? new byte[0] : constant));
    }
    RequestEncoder rest = new RequestEncoder();
    lines.values().forEach(rest::lines);
    this.constants = rest.copy();
  }

  private static byte[] line(String name, String value) {
    return new RequestEncoder().line(RequestEncoder.name(name), value).copy();
  }

  /** Puts them into a request. */
  void write(Inputs inputs, RequestEncoder head) {
    head.lines(constants);
    for (Forwarded header : forwarded) {
      List<String> values = inputs.headers().getAll(header.name);
      if (values.isEmpty()) {
        head.lines(header.otherwise);
      }
      for (String value : values) {
        head.line(header.onTheWire, value);
      }
    }
    Trace trace = inputs.trace();
    head.line(TRACEPARENT, trace.traceparent());
    if (!trace.tracestate().isEmpty()) {
      head.line(TRACESTATE, trace.tracestate());
    }
    head.line(REQUEST_ID, trace.requestId());
  }
}
