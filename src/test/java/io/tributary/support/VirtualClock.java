package io.tributary.support;

import io.tributary.scope.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that passes only when told to. For one thread. */
public final class VirtualClock implements Clock {
  private final List<Task> tasks = new ArrayList<>();
  private long now = 1_000_000_000_000L;

  private record Task(long at, Runnable work) {}

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public Timer after(long nanos, Runnable work) {
    Task task = new Task(now + nanos, work);
    tasks.add(task);
    return () -> tasks.remove(task);
  }

  /** Lets time pass; timers fire in order, each at its own time. */
  public void advance(Duration time) {
    long end = now + time.toNanos();
    while (true) {
      var due =
          tasks.stream().filter(task -> task.at() <= end).min(Comparator.comparingLong(Task::at));
      if (due.isEmpty()) {
        now = end;
        return;
      }
      now = Math.max(now, due.get().at());
      tasks.remove(due.get());
      due.get().work().run();
    }
  }

  /** Timers that are set: none may be left when all is done. */
  public int timers() {
    return tasks.size();
  }
}
