package io.tributary.http;

/**
 * Decides which new traces are sampled. The decision depends on the trace's id alone: on its last
 * 56 bits, as OpenTelemetry's consistent probability sampling does. Immutable.
 */
final class Sampling {
  private static final long RANDOM_BITS = (1L << 56) - 1;

  /** What the bits must not be below. */
  private final long threshold;

  /** Samples that share of the traces, from 0 to 1. */
  Sampling(double ratio) {
    this.threshold = Math.round((1 - ratio) * (RANDOM_BITS + 1));
  }

  /** The last field of a {@code traceparent}, dash and all. */
  String flags(long lowHalfOfTraceId) {
    return (lowHalfOfTraceId & RANDOM_BITS) >= threshold ? "-01" : "-00";
  }
}
