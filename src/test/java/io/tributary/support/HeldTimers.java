package io.tributary.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.scope.Clock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A clock for what runs periodically: its timers wait until the test takes them. Thread-safe. */
public final class HeldTimers implements Clock {
  private final BlockingQueue<Runnable> timers = new LinkedBlockingQueue<>();
  private final Duration period;

  /** A clock whose timers all have this period. */
  public HeldTimers(Duration period) {
    this.period = period;
  }

  @Override
  public long nanoTime() {
    return 0;
  }

  @Override
  public Timer after(long nanos, Runnable task) {
    assertThat(nanos).isEqualTo(period.toNanos());
    timers.add(task);
    return () -> timers.remove(task);
  }

  /** Takes the next timer, when it is set. */
  public Runnable take() throws InterruptedException {
    Runnable next = timers.poll(Patience.HANG.toSeconds(), TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  /** Returns when a timer is set. */
  public void awaitOne() {
    assertThat(Eventually.holds(Patience.HANG, () -> !timers.isEmpty())).isLessThan(Patience.HANG);
  }

  /** Whether no timer is set. */
  public boolean none() {
    return timers.isEmpty();
  }
}
