package io.tributary.console;

import java.util.Arrays;

/**
 * Counts durations in buckets, as HdrHistogram does (Gil Tene, hdrhistogram.org): each power of two
 * is divided into eight buckets of the same width. A percentile is interpolated in its bucket, so
 * it is wrong by an eighth at most. From one microsecond to two minutes; longer ones count as two
 * minutes. Takes 800 bytes. Not thread-safe.
 */
final class Durations {
  private static final int UNIT_BITS = 10;
  private static final int BITS = 3;
  private static final int WIDTH = 1 << BITS;
  private static final int BUCKETS = 200;

  /** What a percentile is if nothing was counted. */
  static final long NONE = -1;

  private final int[] counts = new int[BUCKETS];
  private long total;

  void add(long nanos) {
    counts[bucket(nanos)]++;
    total++;
  }

  void clear() {
    if (total > 0) {
      Arrays.fill(counts, 0);
      total = 0;
    }
  }

  long total() {
    return total;
  }

  private static int bucket(long nanos) {
    long units = Math.max(0, nanos) >>> UNIT_BITS;
    int shift = Math.max(0, Long.SIZE - 1 - Long.numberOfLeadingZeros(units | 1) - BITS);
    return Math.min(BUCKETS - 1, shift * WIDTH + (int) (units >>> shift));
  }

  /** The shortest duration of a bucket, in nanoseconds. */
  private static long lower(int bucket) {
    int shift = Math.max(0, bucket / WIDTH - 1);
    return (long) (bucket - shift * WIDTH) << (shift + UNIT_BITS);
  }

  /** The duration in nanoseconds that this share of both counts does not exceed, or NONE. */
  long percentile(double share, Durations others) {
    return percentile(share, counts, others.counts, total + others.total);
  }

  /** The duration in nanoseconds that this share does not exceed, or NONE. */
  long percentile(double share) {
    return percentile(share, counts, new int[BUCKETS], total);
  }

  private static long percentile(double share, int[] some, int[] others, long total) {
    long rank = Math.max(1, (long) Math.ceil(share * total));
    long before = 0;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      int here = some[bucket] + others[bucket];
      if (before + here >= rank) {
        double place = (rank - before - 0.5) / here;
        long lower = lower(bucket);
        return lower + (long) (place * (lower(bucket + 1) - lower));
      }
      before += here;
    }
    return NONE;
  }
}
