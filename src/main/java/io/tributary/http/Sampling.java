package io.tributary.http;

/**
 * Decides which traces are sampled, and whether spans of the sampled ones are recorded here. The
 * decision about a new trace depends only on the last 56 bits of the trace id, as in
 * OpenTelemetry's consistent probability sampling. Immutable.
 */
public final class Sampling {
  private static final long RANDOM_BITS = (1L << 56) - 1;

  /** The smallest value of the random bits that is sampled. */
  private final long threshold;

  private final Recording recording;

  private enum Recording {
    NONE,
    AS_CLIENTS_SAY,
    BY_RATIO_ALONE
  }

  private Sampling(double ratio, Recording recording) {
    this.threshold = Math.round((1 - ratio) * (RANDOM_BITS + 1));
    this.recording = recording;
  }

  /**
   * No spans are recorded. Traces of clients are passed on unchanged.
   *
   * @param ratio the share of new traces that are sampled, from 0 to 1
   */
  public static Sampling withoutSpans(double ratio) {
    return new Sampling(ratio, Recording.NONE);
  }

  /** Spans are recorded of the traces that clients have sampled, and of this share of new ones. */
  public static Sampling asClientsSay(double ratio) {
    return new Sampling(ratio, Recording.AS_CLIENTS_SAY);
  }

  /** Spans are recorded of this share of all traces, whatever clients have sampled. */
  public static Sampling byRatioAlone(double ratio) {
    return new Sampling(ratio, Recording.BY_RATIO_ALONE);
  }

  /** The flags field of a {@code traceparent}, with its leading dash. */
  String flags(long lowHalfOfTraceId) {
    return takes(lowHalfOfTraceId) ? "-01" : "-00";
  }

  /** Whether spans of sampled traces are recorded. */
  public boolean records() {
    return recording != Recording.NONE;
  }

  /** Whether the trace of a client is sampled. */
  boolean samples(String traceparent) {
    return recording == Recording.BY_RATIO_ALONE
        ? takes(Traceparent.lowHalfOfTraceId(traceparent))
        : Traceparent.isSampled(traceparent);
  }

  private boolean takes(long lowHalfOfTraceId) {
    return (lowHalfOfTraceId & RANDOM_BITS) >= threshold;
  }
}
