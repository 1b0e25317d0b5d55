package io.tributary.http.admission;

import java.util.Arrays;

/**
 * A limit of the requests in flight on one event loop that follows what the service can do. Not
 * thread-safe.
 *
 * <p>Algorithm: the latency of the faster requests, the lower quartile, is compared with what it is
 * when nothing waits. About ten times a second the limit is multiplied by the ratio of the two, if
 * waiting makes the latency more than 1.3 times as long, and grows by its square root (the gradient
 * of Netflix's "concurrency-limits", 2018). Only complete responses count and only the faster ones,
 * so a backend that hangs, or that few requests need, does not lower the limit. It falls by a tenth
 * while many responses lack a part that a limit of ours rejected, but not below what the complete
 * ones need: refusing a request here costs less.
 *
 * <p>While the limit decides, the latency without waiting is measured anew every five seconds: the
 * limit is halved for a moment, and again for as long as that makes the latency shorter (as BBR
 * probes the round-trip time of a path, Cardwell et al., ACM Queue 14/5, 2016). A limit that has
 * fallen by half without making the latency shorter tells the same. So the limit also follows a
 * backend that has become slower, and does not fall for a delay that others cause.
 */
final class AdaptiveLimit {
  private static final long INTERVAL = 100_000_000;
  private static final long LONGEST_INTERVAL = 1_000_000_000;
  private static final int ENOUGH_SAMPLES = 8;
  private static final int MAX_SAMPLES = 128;
  private static final double TOLERANCE = 1.3;
  private static final double LEAST_GRADIENT = 0.5;
  private static final double SHORTER = 0.8;
  private static final double FAR = 0.5;
  private static final double MANY = 0.2;
  private static final double DECREASE = 0.9;
  private static final long STALE = 5_000_000_000L;
  private static final int FEW = 4;

  private final int max;

  /** The limit never falls below this. */
  private final int least;

  private final long[] latencies = new long[MAX_SAMPLES];
  private int samples;
  private int finished;
  private int completed;
  private int rejected;
  private int mostInFlight;
  private long began;

  private double limit;

  /** The latency when nothing waits, in nanoseconds; zero while it is not known. */
  private double base;

  private long baseMeasured;

  /** The lowered limit of a probe, or zero when there is none. */
  private double probe;

  /** The latency of the last interval. */
  private double last;

  /** The limit that the present fall began with, and the latency then. */
  private double fallLimit;

  private double fallLatency;

  /**
   * Creates a limit that starts at its upper bound.
   *
   * @param nanoTime the time on a monotonic clock, in nanoseconds
   */
  AdaptiveLimit(int max, long nanoTime) {
    this.max = max;
    this.least = Math.min(FEW, max);
    this.limit = max;
    this.began = nanoTime;
    this.baseMeasured = nanoTime - STALE;
  }

  /** The number of requests that may be in flight. */
  int value() {
    return (int) (probe > 0 ? probe : limit);
  }

  /** A request was admitted, and so many are in flight with it. */
  void entered(int inFlight) {
    mostInFlight = Math.max(mostInFlight, inFlight);
  }

  /**
   * A request that was admitted is over.
   *
   * @param outcome what became of it; the latency of responses that are not complete says little
   * @param nanoTime the time
   */
  void finished(long latencyNanos, Served outcome, long nanoTime) {
    finished++;
    switch (outcome) {
      case COMPLETE -> sample(latencyNanos, nanoTime);
      case REJECTED -> rejected++;
      case OTHER -> {}
    }
    long elapsed = nanoTime - began;
    if (elapsed >= LONGEST_INTERVAL || (elapsed >= INTERVAL && samples >= ENOUGH_SAMPLES)) {
      adjust(elapsed, nanoTime);
    }
  }

  private void sample(long latencyNanos, long nanoTime) {
    completed++;
    // What was in flight when a probe began says nothing about the lower limit.
    boolean counts = probe == 0 || nanoTime - latencyNanos >= began;
    if (counts && samples < MAX_SAMPLES) {
      latencies[samples++] = latencyNanos;
    }
  }

  private void adjust(long elapsed, long nanoTime) {
    if (samples >= ENOUGH_SAMPLES) {
      Arrays.sort(latencies, 0, samples);
      double latency = latencies[samples / 4];
      if (probe > 0) {
        probe(latency, nanoTime);
      } else {
        follow(latency, elapsed, nanoTime);
      }
      last = latency;
    } else if (probe > 0) {
      probe = 0; // too few requests are left to tell anything, so nothing waits
      baseMeasured = nanoTime;
    }
    began = nanoTime;
    samples = 0;
    finished = 0;
    completed = 0;
    rejected = 0;
    mostInFlight = 0;
  }

  private void follow(double latency, long elapsed, long nanoTime) {
    if (base == 0 || latency < base) {
      base = latency;
    }
    if (rejected > finished * MANY) {
      double needed = TOLERANCE * base * completed / elapsed; // Little's law
      double lower = Math.min(limit, mostInFlight) * DECREASE;
      limit = Math.max(least, Math.min(limit, Math.max(needed, lower)));
    } else if (mostInFlight < limit / 2) { // it is not the limit that decides
      baseMeasured = nanoTime;
    } else if (nanoTime - baseMeasured >= STALE) {
      probe = Math.max(least, limit / 2);
    } else {
      double gradient = Math.clamp(TOLERANCE * base / latency, LEAST_GRADIENT, 1);
      limit = Math.clamp(limit * gradient + Math.sqrt(limit), least, max);
      fell(latency, nanoTime);
    }
  }

  private void fell(double latency, long nanoTime) {
    if (limit <= fallLimit * FAR && latency > fallLatency * SHORTER) {
      base = latency;
      baseMeasured = nanoTime;
    }
    if (limit <= fallLimit * FAR || limit >= fallLimit) {
      fallLimit = limit;
      fallLatency = latency;
    }
  }

  private void probe(double latency, long nanoTime) {
    if (latency < last * SHORTER && probe > least) {
      probe = Math.max(least, probe / 2);
    } else {
      base = Math.min(latency, last);
      baseMeasured = nanoTime;
      probe = 0;
    }
  }
}
