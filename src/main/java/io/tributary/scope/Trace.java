package io.tributary.scope;

/**
 * What ties a request's calls and log lines together. Immutable; every value is safe in a header
 * and a log.
 *
 * @param requestId the client's {@code X-Request-Id}, or one of ours
 * @param traceparent W3C Trace Context, version 00: the client's or a new one
 * @param tracestate the client's, or empty
 */
public record Trace(String requestId, String traceparent, String tracestate) {}
