package io.tributary.scope;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A clock whose timers cost next to nothing to set and to cancel, over one whose timers cost more.
 * Every call of a backend has a timer, and nearly every one is cancelled. For one event loop.
 *
 * <p>How: a hashed wheel (Varghese and Lauck, "Hashed and Hierarchical Timing Wheels", 1987) with a
 * slot for each millisecond; a timer further ahead than the wheel is long waits in its slot for
 * another turn. One timer of the clock beneath wakes the wheel for the earliest. When that one is
 * cancelled it stays: the wheel wakes for nothing once, and then sleeps until the next.
 */
public final class TimerWheel implements Clock {
  private static final int SLOTS = 4096;
  private static final long SLOT_NANOS = 1_000_000;

  private final Clock clock;
  private final long origin;
  private final @Nullable Entry[] slots = new Entry[SLOTS];
  private int size;

  /** The first slot that has not been looked at to its end, counted from the origin. */
  private long current;

  private long wakesAt;
  private @Nullable Timer wakeUp;

  /** An empty wheel over a clock of the same event loop. */
  public TimerWheel(Clock clock) {
    this.clock = clock;
    this.origin = clock.nanoTime();
  }

  @Override
  public long nanoTime() {
    return clock.nanoTime();
  }

  @Override
  public Timer after(long nanos, Runnable task) {
    long at = clock.nanoTime() - origin + Math.max(0, nanos);
    long slot = at / SLOT_NANOS;
    current = size == 0 ? slot : Math.min(current, slot); // nothing is set before it
    Entry entry = new Entry(at, task);
    entry.link();
    if (wakeUp == null || at < wakesAt) {
      wakeAt(at);
    }
    return entry;
  }

  private void wakeAt(long at) {
    if (wakeUp != null) {
      wakeUp.cancel();
    }
    wakesAt = at;
    wakeUp = clock.after(at - (clock.nanoTime() - origin), this::turn);
  }

  private void turn() {
    wakeUp = null;
    long now = clock.nanoTime() - origin;
    Queue<Entry> due = takeDue(now);
    if (size > 0) {
      wakeAt(earliest());
    }
    fire(due);
  }

  /** Takes what is due off the wheel, earliest first; of equals the one that was set first. */
  private Queue<Entry> takeDue(long now) {
    List<Entry> due = new ArrayList<>();
    long last = now / SLOT_NANOS;
    for (long slot = Math.max(current, last - SLOTS + 1); slot <= last; slot++) {
      for (Entry entry = slots[index(slot)]; entry != null; entry = entry.next) {
        if (entry.at <= now) {
          due.add(entry);
        }
      }
    }
    due.forEach(Entry::unlink);
    current = last;
    Collections.reverse(due); // a slot holds its latest first
    due.sort(Comparator.comparingLong(entry -> entry.at));
    return new ArrayDeque<>(due);
  }

  /** When the first timer is due: in the nearest slot that has one of this turn of the wheel. */
  private long earliest() {
    long earliest = Long.MAX_VALUE;
    for (long slot = current; slot < current + SLOTS; slot++) {
      for (Entry entry = slots[index(slot)]; entry != null; entry = entry.next) {
        earliest = Math.min(earliest, entry.at);
      }
      if (earliest / SLOT_NANOS <= slot) {
        break;
      }
    }
    return earliest;
  }

  private void fire(Queue<Entry> due) {
    try {
      while (!due.isEmpty()) {
        due.remove().fire();
      }
    } finally {
      if (!due.isEmpty()) { // one threw: that must not be the end of the others
        clock.after(0, () -> fire(due));
      }
    }
  }

  private static int index(long slot) {
    return (int) (slot % SLOTS);
  }

  /** A timer in the list of its slot, until it is due or cancelled. */
  private final class Entry implements Timer {
    private final long at;
    private final Runnable task;
    private boolean cancelled;
    private boolean linked;
    private @Nullable Entry previous;
    private @Nullable Entry next;

    Entry(long at, Runnable task) {
      this.at = at;
      this.task = task;
    }

    void link() {
      int slot = index(at / SLOT_NANOS);
      Entry first = slots[slot];
      next = first;
      if (first != null) {
        first.previous = this;
      }
      slots[slot] = this;
      linked = true;
      size++;
    }

    void unlink() {
      if (previous == null) {
        slots[index(at / SLOT_NANOS)] = next;
      } else {
        previous.next = next;
      }
      if (next != null) {
        next.previous = previous;
      }
      previous = null;
      next = null;
      linked = false;
      size--;
    }

    void fire() {
      if (!cancelled) {
        task.run();
      }
    }

    @Override
    public void cancel() {
      cancelled = true;
      if (linked) {
        unlink();
      }
    }
  }
}
