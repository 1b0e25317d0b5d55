package io.tributary.scope;

/**
 * Identifies a request in its backend calls and log lines. Immutable. Every value is safe in a
 * header and in a log.
 *
 * @param requestId the client's {@code X-Request-Id}, or a generated one
 * @param traceparent the client's {@code traceparent} (W3C Trace Context, version 00), or a new
 *     one; empty if there is none
 * @param tracestate the client's {@code tracestate}, or empty
 */
public record Trace(String requestId, String traceparent, String tracestate) {
  private static final int ID_START = 3;
  private static final int ID_END = 35;

  /** A request that is in no trace, because it is refused as malformed. */
  public static Trace none(String requestId) {
    return new Trace(requestId, "", "");
  }

  /** The id of the trace, 32 hexadecimal digits; empty if there is none. */
  public String traceId() {
    return traceparent.isEmpty() ? "" : traceparent.substring(ID_START, ID_END);
  }
}
