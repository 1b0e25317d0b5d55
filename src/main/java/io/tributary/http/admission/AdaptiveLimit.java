package io.tributary.http.admission;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A limit of the requests in flight on one event loop that follows what the service can do. Not
 * thread-safe.
 *
 * <p>Algorithm: the latency of the faster requests of each aggregate, the lower quartile, is
 * compared with what it is when nothing waits. About ten times a second the limit is multiplied by
 * the ratio of the two, if waiting makes the latency more than 1.3 times as long, and grows by its
 * square root (the gradient of Netflix's "concurrency-limits", 2018). Only complete responses count
 * and only the faster ones, so a backend that hangs, or that few requests need, does not lower the
 * limit. It falls by a tenth while many responses lack a part that a limit of ours rejected, but
 * not below what the complete ones need: refusing a request here costs less.
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

  /** The aggregates of which there are samples. */
  private final List<Latencies> sampled = new ArrayList<>();

  private int samples;
  private int finished;
  private int completed;
  private int rejected;
  private int mostInFlight;
  private long began;

  private double limit;

  private long baseMeasured;

  /** The lowered limit of a probe, or zero when there is none. */
  private double probe;

  /** The limit that the present fall began with, and how many times the base the latency was. */
  private double fallLimit;

  private double fallRatio;

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
   * @param of the latencies of its aggregate
   * @param outcome what became of it; the latency of responses that are not complete says little
   * @param nanoTime the time
   */
  void finished(long latencyNanos, Latencies of, Served outcome, long nanoTime) {
    finished++;
    switch (outcome) {
      case COMPLETE -> sample(latencyNanos, of, nanoTime);
      case REJECTED -> rejected++;
      case OTHER -> {}
    }
    long elapsed = nanoTime - began;
    if (elapsed >= LONGEST_INTERVAL || (elapsed >= INTERVAL && samples >= ENOUGH_SAMPLES)) {
      adjust(elapsed, nanoTime);
    }
  }

  private void sample(long latencyNanos, Latencies of, long nanoTime) {
    completed++;
    // What was in flight when a probe began says nothing about the lower limit.
    if (probe == 0 || nanoTime - latencyNanos >= began) {
      samples++;
      if (of.isEmpty()) {
        sampled.add(of);
      }
      of.add(latencyNanos);
    }
  }

  private void adjust(long elapsed, long nanoTime) {
    List<Latencies> told = sampled.stream().filter(Latencies::measure).toList();
    if (samples >= ENOUGH_SAMPLES && !told.isEmpty()) {
      if (probe > 0) {
        probe(told, nanoTime);
      } else {
        follow(told, elapsed, nanoTime);
      }
      told.forEach(Latencies::forget);
      sampled.removeAll(told);
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

  private void follow(List<Latencies> told, long elapsed, long nanoTime) {
    told.forEach(Latencies::lowerBase);
    double ratio = sum(told, Latencies::total) / sum(told, Latencies::totalBase);
    if (rejected > finished * MANY) {
      double base = sum(told, Latencies::totalBase) / sum(told, Latencies::count);
      double needed = TOLERANCE * base * completed / elapsed; // Little's law
      double lower = Math.min(limit, mostInFlight) * DECREASE;
      limit = Math.max(least, Math.min(limit, Math.max(needed, lower)));
    } else if (mostInFlight < limit / 2) { // it is not the limit that decides
      baseMeasured = nanoTime;
    } else if (nanoTime - baseMeasured >= STALE) {
      probe = Math.max(least, limit / 2);
    } else {
      double gradient = Math.clamp(TOLERANCE / ratio, LEAST_GRADIENT, 1);
      limit = Math.clamp(limit * gradient + Math.sqrt(limit), least, max);
      fell(told, ratio, nanoTime);
    }
  }

  private void fell(List<Latencies> told, double ratio, long nanoTime) {
    if (limit <= fallLimit * FAR && ratio > fallRatio * SHORTER) {
      told.forEach(Latencies::renewBase);
      baseMeasured = nanoTime;
    }
    if (limit <= fallLimit * FAR || limit >= fallLimit) {
      fallLimit = limit;
      fallRatio = sum(told, Latencies::total) / sum(told, Latencies::totalBase);
    }
  }

  private void probe(List<Latencies> told, long nanoTime) {
    boolean shorter = sum(told, Latencies::total) < sum(told, Latencies::totalBefore) * SHORTER;
    if (shorter && probe > least) {
      probe = Math.max(least, probe / 2);
    } else {
      told.forEach(Latencies::renewBaseWithLast);
      baseMeasured = nanoTime;
      probe = 0;
    }
  }

  /** Each aggregate counts as often as it was sampled. */
  private static double sum(List<Latencies> told, ToDoubleFunction<Latencies> value) {
    return told.stream().mapToDouble(value).sum();
  }
}
