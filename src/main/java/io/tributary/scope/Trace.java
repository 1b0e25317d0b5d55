package io.tributary.scope;

/**
 * Identifies a request in its backend calls and log lines. Immutable. Every value is safe in a
 * header and in a log.
 *
 * @param requestId the client's {@code X-Request-Id}, or a generated one
 * @param traceparent the client's {@code traceparent} (W3C Trace Context, version 00), or a new one
 * @param tracestate the client's {@code tracestate}, or empty
 */
public record Trace(String requestId, String traceparent, String tracestate) {}
