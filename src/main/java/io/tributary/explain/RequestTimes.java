package io.tributary.explain;

import io.tributary.scope.Clock;
import io.tributary.scope.Deadline;
import java.time.Duration;

/**
 * The times of a request, counted from its arrival. Immutable.
 *
 * @param calls the deadline of all calls
 */
record RequestTimes(Deadline calls) {

  /** A clock that stands at the moment when the request arrives. */
  private record Arrival() implements Clock {
    @Override
    public long nanoTime() {
      return 0;
    }

    @Override
    public Timer after(long nanos, Runnable task) {
      throw new UnsupportedOperationException("nothing happens after the arrival");
    }
  }

  /** The times of a request that may take this long. */
  static RequestTimes of(Duration time) {
    return new RequestTimes(Deadline.after(time, new Arrival()).lessReserve());
  }

  /** When the last call ends. */
  Duration ofCalls() {
    return Duration.ofMillis(calls.remainingMillis());
  }

  /** The longest that a call with this timeout may take, if it starts at once. */
  Duration ofCall(Duration timeout) {
    return Duration.ofMillis(calls.within(timeout).remainingMillis());
  }
}
