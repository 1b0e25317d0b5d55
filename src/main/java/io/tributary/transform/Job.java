package io.tributary.transform;

import io.tributary.scope.Phase;
import io.tributary.scope.Scope;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A unit of CPU work with a deadline. It is created on an event loop, runs on a worker and settles
 * on the same event loop. Thread-safe.
 */
final class Job<T> {
  private final String name;
  private final Callable<T> work;
  private final Scope scope;
  private final Context caller;
  private final Promise<T> promise = Promise.promise();
  private final Promise<Void> ended = Promise.promise();
  private final long submittedAt;

  private boolean over;
  private @Nullable Thread runner;

  Job(String name, Callable<T> work, Scope scope, Context caller) {
    this.name = name;
    this.work = work;
    this.scope = scope;
    this.caller = caller;
    this.submittedAt = scope.deadline().clock().nanoTime();
  }

  Future<T> future() {
    return promise.future();
  }

  /** Completes on the caller's event loop once the work is neither running nor going to run. */
  Future<Void> ended() {
    return ended.future();
  }

  /** What the log calls it. */
  String name() {
    return name;
  }

  Scope scope() {
    return scope;
  }

  long submittedAt() {
    return submittedAt;
  }

  /** Runs the work on this thread. Returns false, without running it, if the job was given up. */
  boolean run() {
    if (!begin()) {
      return false;
    }
    long begunAt = scope.deadline().clock().nanoTime();
    try {
      T result = work.call();
      settle(begunAt, () -> promise.tryComplete(result));
    } catch (Throwable failure) { // a StackOverflowError too hurts its own request only
      settle(begunAt, () -> promise.tryFail(failure));
      if (failure instanceof OutOfMemoryError fatal) {
        throw fatal; // the process must hear of it
      }
    } finally {
      end();
    }
    return true;
  }

  private void settle(long begunAt, Runnable settlement) {
    caller.runOnContext(
        _ -> {
          scope.timeline().beginAt(Phase.COMPUTING, begunAt);
          settlement.run();
        });
  }

  /**
   * Gives the job up. Call it on the caller's event loop.
   *
   * @return true if it is running, in which case its thread has been interrupted
   */
  boolean giveUp(RuntimeException cause) {
    promise.tryFail(cause);
    synchronized (this) {
      if (runner != null) {
        runner.interrupt();
        return true;
      }
      over = true;
    }
    ended.tryComplete();
    return false;
  }

  /** Whether the work is running now. */
  synchronized boolean isRunning() {
    return runner != null;
  }

  private synchronized boolean begin() {
    if (over || scope.deadline().passed()) {
      return false;
    }
    runner = Thread.currentThread();
    return true;
  }

  private synchronized void end() {
    over = true;
    runner = null;
    boolean _ = Thread.interrupted(); // the interrupt, if any, was for this job
    caller.runOnContext(_ -> ended.tryComplete());
  }
}
