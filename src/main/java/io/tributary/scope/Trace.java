package io.tributary.scope;

/**
 * Identifies a request in its backend calls and log lines. Immutable. Every value is safe in a
 * header and in a log.
 *
 * @param requestId the client's {@code X-Request-Id}, or a generated one
 * @param traceparent the client's {@code traceparent} (W3C Trace Context, version 00), or a new
 *     one; empty if there is none. If spans are recorded, it has the id of the request's own span
 * @param tracestate the client's {@code tracestate}, or empty
 * @param recording whether spans of the request are recorded
 * @param parentId the id of the client's span if spans are recorded and there is one; else empty
 */
public record Trace(
    String requestId, String traceparent, String tracestate, boolean recording, String parentId) {
  private static final int TRACE_START = 3;
  private static final int TRACE_END = 35;
  private static final int SPAN_START = 36;
  private static final int SPAN_END = 52;

  /** A request whose spans are not recorded. */
  public Trace(String requestId, String traceparent, String tracestate) {
    this(requestId, traceparent, tracestate, false, "");
  }

  /** A request that is in no trace, because it is refused as malformed. */
  public static Trace none(String requestId) {
    return new Trace(requestId, "", "");
  }

  /** The id of the trace, 32 hexadecimal digits; empty if there is none. */
  public String traceId() {
    return traceparent.isEmpty() ? "" : traceparent.substring(TRACE_START, TRACE_END);
  }

  /** The id of the span in the {@code traceparent}, 16 hexadecimal digits; empty if none. */
  public String spanId() {
    return traceparent.isEmpty() ? "" : traceparent.substring(SPAN_START, SPAN_END);
  }

  /** The {@code traceparent} with the id of another span. */
  public String traceparent(String spanId) {
    return traceparent.substring(0, SPAN_START) + spanId + traceparent.substring(SPAN_END);
  }
}
