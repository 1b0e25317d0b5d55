package io.tributary.console;

/**
 * The durations of the last minutes: those of this half of the time, and of the half before. Not
 * thread-safe.
 */
final class RecentDurations {
  private static final long HALF_SECONDS = 150;

  private Durations current = new Durations();
  private Durations previous = new Durations();
  private long half;

  void add(long second, long nanos) {
    roll(second);
    current.add(nanos);
  }

  /** In nanoseconds, or {@link Durations#NONE}. */
  long percentile(long second, double share) {
    roll(second);
    return current.percentile(share, previous);
  }

  /** How many there are. */
  long total(long second) {
    roll(second);
    return current.total() + previous.total();
  }

  /** The number of the half that a second is in. */
  static long half(long second) {
    return second / HALF_SECONDS;
  }

  private void roll(long second) {
    long now = half(second);
    if (now <= half) {
      return;
    }
    Durations oldest = previous;
    previous = current;
    current = oldest;
    current.clear();
    if (now > half + 1) {
      previous.clear();
    }
    half = now;
  }
}
