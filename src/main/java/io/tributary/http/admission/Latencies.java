package io.tributary.http.admission;

import java.util.Arrays;

/**
 * How long the complete responses of one aggregate take on one event loop. Aggregates are measured
 * apart from each other, so that a change of what clients ask for does not look like a change of
 * what the service can do. Confined to its event loop.
 */
public final class Latencies {
  private static final int MOST = 64;
  private static final int FEW = 4;

  private final long[] samples = new long[MOST];
  private int count;

  /** The lower quartile of the samples, in nanoseconds. */
  private double measured;

  /** The same of the measurement before; zero if there was none. */
  private double last;

  /** The same when nothing waits; zero while it is not known. */
  private double base;

  Latencies() {}

  boolean isEmpty() {
    return count == 0;
  }

  void add(long nanos) {
    if (count < MOST) {
      samples[count++] = nanos;
    }
  }

  /** Measures the samples, unless there are too few: then they wait for more. */
  boolean measure() {
    if (count < FEW) {
      return false;
    }
    Arrays.sort(samples, 0, count);
    measured = samples[count / 4];
    base = base == 0 ? measured : base;
    return true;
  }

  /** Forgets the samples; the next ones are another measurement. */
  void forget() {
    last = measured;
    count = 0;
  }

  /** The measured latency, times the number of samples. */
  double total() {
    return measured * count;
  }

  /** The latency of the measurement before, for as many samples. */
  double totalBefore() {
    return (last == 0 ? measured : last) * count;
  }

  /** The latency when nothing waits, for as many samples. */
  double totalBase() {
    return base * count;
  }

  int count() {
    return count;
  }

  /** What is faster than the base is the base. */
  void lowerBase() {
    base = Math.min(base, measured);
  }

  /** Nothing waited while this was measured. */
  void renewBase() {
    base = measured;
  }

  /** Nothing waited while this was measured, or before. */
  void renewBaseWithLast() {
    base = last == 0 ? measured : Math.min(measured, last);
  }
}
