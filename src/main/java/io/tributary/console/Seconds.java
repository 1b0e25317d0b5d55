package io.tributary.console;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What ended in each of the last seconds. A second is closed when something is asked or recorded in
 * a later one, so nothing runs in between. Not thread-safe.
 */
final class Seconds {
  private final @Nullable Second[] closed;
  private final Durations durations = new Durations();
  private long first = Long.MAX_VALUE;
  private long second = Long.MIN_VALUE;
  private int all;
  private int failed;
  private int partial;

  /**
   * One second.
   *
   * @param at counted from the epoch
   * @param p50 in nanoseconds, or {@link Durations#NONE}
   * @param p99 in nanoseconds, or {@link Durations#NONE}
   */
  record Second(long at, int all, int failed, int partial, long p50, long p99) {
    static Second quiet(long at) {
      return new Second(at, 0, 0, 0, Durations.NONE, Durations.NONE);
    }
  }

  /** Keeps that many seconds. */
  Seconds(int length) {
    this.closed = new Second[length];
  }

  /** Something ended after this time. A second that is already over counts as the present one. */
  void add(long at, long nanos, Ending ending) {
    count(at, ending);
    durations.add(nanos);
  }

  /** Something ended whose time says nothing, such as a refusal. */
  void count(long at, Ending ending) {
    advance(at);
    all++;
    switch (ending) {
      case FAILED, REFUSED -> failed++;
      case PARTIAL -> partial++;
      case COMPLETE, MISTAKEN, CANCELLED -> {}
    }
  }

  /** The seconds that are over, from this one on, oldest first. Quiet ones are among them. */
  List<Second> since(long from, long now) {
    advance(now);
    List<Second> seconds = new ArrayList<>();
    for (long at = Math.max(Math.max(from, first), second - closed.length); at < second; at++) {
      Second known = closed[slot(at)];
      seconds.add(known != null && known.at() == at ? known : Second.quiet(at));
    }
    return seconds;
  }

  private void advance(long now) {
    if (now <= second) {
      return;
    }
    if (all > 0) {
      closed[slot(second)] =
          new Second(
              second, all, failed, partial, durations.percentile(0.5), durations.percentile(0.99));
      durations.clear();
      all = 0;
      failed = 0;
      partial = 0;
    }
    first = Math.min(first, now);
    second = now;
  }

  private int slot(long at) {
    return Math.floorMod(at, closed.length);
  }
}
