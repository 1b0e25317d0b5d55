package io.tributary.console;

/** A number of events of the same minutes as {@link RecentDurations}. Not thread-safe. */
final class RecentCount {
  private long current;
  private long previous;
  private long half;

  void add(long second) {
    roll(second);
    current++;
  }

  long sum(long second) {
    roll(second);
    return current + previous;
  }

  private void roll(long second) {
    long now = RecentDurations.half(second);
    if (now > half) {
      previous = now == half + 1 ? current : 0;
      current = 0;
      half = now;
    }
  }
}
