package io.tributary.app;

import java.time.Duration;

/**
 * Something that happened several times, with no long pause between. Immutable. Times are readings
 * of the monotonic clock, in nanoseconds.
 *
 * @param since when it happened first
 * @param last when it happened last
 */
record Episode(long since, long last, long times) {
  /** It has happened once. */
  static Episode begin(long now) {
    return new Episode(now, now, 1);
  }

  /** It has happened again. */
  Episode again(long now) {
    return new Episode(since, now, times + 1);
  }

  /** From the first time to the last. */
  Duration length() {
    return Duration.ofNanos(last - since);
  }

  /** Since the last time. */
  Duration quiet(long now) {
    return Duration.ofNanos(now - last);
  }
}
