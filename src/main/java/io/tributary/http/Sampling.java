package io.tributary.http;

/**
 * Decides which new traces are sampled. The decision depends only on the last 56 bits of the trace
 * id, as in OpenTelemetry's consistent probability sampling. Immutable.
 */
final class Sampling {
  private static final long RANDOM_BITS = (1L << 56) - 1;

  /** The smallest value of the random bits that is sampled. */
  private final long threshold;

  /** Samples this share of new traces, from 0 to 1. */
  Sampling(double ratio) {
    this.threshold = Math.round((1 - ratio) * (RANDOM_BITS + 1));
  }

  /** The flags field of a {@code traceparent}, with its leading dash. */
  String flags(long lowHalfOfTraceId) {
    return (lowHalfOfTraceId & RANDOM_BITS) >= threshold ? "-01" : "-00";
  }
}
