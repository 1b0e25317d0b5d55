package io.tributary.scope;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A clock whose timers are cheap to set and to cancel, on top of a clock whose timers cost more.
 * Every backend call sets a timer, and nearly every timer is cancelled. Confined to one event loop.
 *
 * <p>Algorithm: a hashed timing wheel (Varghese and Lauck, "Hashed and Hierarchical Timing Wheels",
 * 1987) with one slot for each millisecond. A timer that lies more than one turn ahead waits in its
 * slot for another turn. One timer of the underlying clock wakes the wheel for the earliest entry.
 * It stays set when that entry is cancelled, which costs one needless wake-up.
 */
public final class TimerWheel implements Clock {
  private static final int SLOTS = 4096;
  private static final long SLOT_NANOS = 1_000_000;

  private final Clock clock;
  private final long origin;
  private final @Nullable Entry[] slots = new Entry[SLOTS];
  private int size;

  /** The first slot that is not fully processed, counted from the origin. */
  private long current;

  private long wakesAt;
  private @Nullable Timer wakeUp;

  /** Creates an empty wheel on top of a clock of the same event loop. */
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
    return at(clock.nanoTime() + Math.max(0, nanos), task);
  }

  /** Does not read the underlying clock, unless the timer is the earliest. */
  @Override
  public Timer at(long nanoTime, Runnable task) {
    long at = Math.max(0, nanoTime - origin);
    long slot = at / SLOT_NANOS;
    current = size == 0 ? slot : Math.min(current, slot); // no timer is set in an earlier slot
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
    wakeUp = clock.at(at + origin, this::turn);
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

  /**
   * Removes the due timers, earliest first. Timers of the same time keep the order in which they
   * were set.
   */
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
    Collections.reverse(due); // a slot's list starts with the timer set last
    due.sort(Comparator.comparingLong(entry -> entry.at));
    return new ArrayDeque<>(due);
  }

  /** When the earliest timer is due. Stops at the first slot that has a timer of this turn. */
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
      if (!due.isEmpty()) { // a task threw an exception: the others must still run
        clock.after(0, () -> fire(due));
      }
    }
  }

  private static int index(long slot) {
    return (int) (slot % SLOTS);
  }

  /** A timer, as a node of its slot's linked list until it is due or cancelled. */
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
