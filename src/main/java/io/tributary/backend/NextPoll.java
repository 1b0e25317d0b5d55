package io.tributary.backend;

import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.TimeUnit;

/** Runs tasks after an event loop has polled its sockets. Stateless. */
public final class NextPoll {
  private NextPoll() {}

  /**
   * Runs a task in the next iteration of the event loop, after what its sockets hold by then has
   * been handled. Tasks that are only executed still run in the current iteration.
   */
  public static void run(EventExecutor loop, Runnable task) {
    // A timer that is set by a task is looked at in the next iteration, not earlier.
    loop.execute(
        () -> {
          var _ = loop.schedule(task, 0, TimeUnit.NANOSECONDS);
        });
  }
}
