package io.tributary.transform;

import static io.tributary.support.Failures.reasonOf;
import static io.tributary.support.TestVertx.await;
import static io.tributary.support.TestVertx.onLoop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tributary.aggregate.Reason;
import io.tributary.config.Config;
import io.tributary.scope.Cancellation;
import io.tributary.scope.CancelledException;
import io.tributary.scope.Clock;
import io.tributary.scope.Scope;
import io.tributary.support.Eventually;
import io.tributary.support.Patience;
import io.tributary.support.Requests;
import io.tributary.support.TestVertx;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class WorkersTest {
  private static final Duration LONG = Patience.HANG;
  private static final Duration SHORT = Duration.ofMillis(100);

  /** The highest nice value of Linux. */
  private static final int LOWEST_PRIORITY = 19;

  private final Vertx vertx = TestVertx.create();
  private final Clock clock = Clock.of(vertx);
  private final AtomicInteger ran = new AtomicInteger();
  private final AtomicInteger rejected = new AtomicInteger();
  private final AtomicInteger overran = new AtomicInteger();
  private final CountDownLatch release = new CountDownLatch(1);
  private Context loop = vertx.getOrCreateContext();

  @BeforeEach
  void takeALoop() {
    loop = vertx.getOrCreateContext();
  }

  @AfterEach
  void close() {
    release.countDown();
    TestVertx.close(vertx);
  }

  @Test
  void runsOnAWorkerAndSettlesOnTheCallersLoop() {
    Workers workers = start(1, 4);
    String threads =
        onLoop(
            vertx,
            () ->
                workers
                    .submit(
                        "it", () -> Thread.currentThread().getName(), Requests.scope(LONG, clock))
                    .map(ranOn -> ranOn + " " + Thread.currentThread().getName()));
    assertThat(threads).matches("transform-\\d+ vert.x-eventloop-thread-\\d+");
    // The worker counts its time once it is done, and that may be after the result has arrived.
    assertThat(Eventually.holds(LONG, () -> ran.get() == 1)).isLessThan(LONG);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aWorkerGivesWayToEventLoopsWhenCoresAreShort() {
    Workers workers = start(1, 0);
    int loop = onLoop(vertx, () -> Future.succeededFuture(niceness()));
    assertThat(await(submit(workers, WorkersTest::niceness, LONG)))
        .isEqualTo(Math.min(loop + 10, LOWEST_PRIORITY));
  }

  /** Field 19 of proc(5)'s stat; the second, a name in brackets, may hold anything. */
  private static int niceness() {
    try {
      String stat = Files.readString(Path.of("/proc/thread-self/stat"));
      return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[16]);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  @Test
  void runsAsManyJobsAtOnceAsThereAreWorkers() {
    Workers workers = start(3, 0);
    CyclicBarrier together = new CyclicBarrier(3);
    List<Future<Integer>> jobs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      jobs.add(submit(workers, () -> together.await(LONG.toSeconds(), TimeUnit.SECONDS), LONG));
    }
    assertThat(jobs).extracting(TestVertx::await).containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void noWorkerIdlesWhileAJobWaits() {
    Workers workers = start(2, 10);
    Future<Boolean> busy = submit(workers, this::hold, LONG);
    for (int i = 0; i < 10; i++) { // more than a round robin would send past the busy one
      assertThat(await(submit(workers, () -> "done", LONG))).isEqualTo("done");
    }
    assertThat(busy.isComplete()).isFalse();
    release.countDown();
    assertThat(await(busy)).isTrue();
  }

  @Test
  void refusesWhatTheQueueCannotHold() {
    Workers workers = start(1, 2);
    Future<Boolean> running = submit(workers, this::hold, LONG);
    Future<Boolean> first = submit(workers, this::hold, LONG);
    Future<Boolean> second = submit(workers, this::hold, LONG);
    assertThat(reason(submit(workers, this::hold, LONG))).isEqualTo(Reason.REJECTED);
    assertThat(workers.queued()).isEqualTo(2);
    assertThat(rejected.get()).isEqualTo(1);
    release.countDown();
    assertThat(List.of(await(running), await(first), await(second))).containsOnly(true);
    assertThat(workers.queued()).isZero();
  }

  @Test
  void aJobWhoseDeadlinePassesWhileItWaitsNeverRuns() {
    Workers workers = start(1, 2);
    Future<Boolean> running = submit(workers, this::hold, LONG);
    AtomicBoolean ran = new AtomicBoolean();
    Future<Boolean> late = submit(workers, () -> ran.getAndSet(true), SHORT);
    assertThat(reason(late)).isEqualTo(Reason.TIMEOUT);
    assertThat(workers.queued()).as("its place is free").isZero();
    release.countDown();
    await(running);
    assertThat(await(submit(workers, () -> "next", LONG))).isEqualTo("next");
    assertThat(ran).isFalse();
  }

  @Test
  void aCancelledJobNeverRuns() {
    Workers workers = start(1, 2);
    Future<Boolean> running = submit(workers, this::hold, LONG);
    AtomicBoolean ran = new AtomicBoolean();
    Cancellation cancellation = new Cancellation();
    Future<Boolean> given = submit(workers, () -> ran.getAndSet(true), LONG, cancellation);
    loop.runOnContext(_ -> cancellation.cancel());
    assertThat(catchThrowable(() -> await(given))).hasCauseInstanceOf(CancelledException.class);
    release.countDown();
    await(running);
    assertThat(await(submit(workers, () -> "next", LONG))).isEqualTo("next");
    assertThat(ran).isFalse();
  }

  @Test
  void aJobThatRunsPastItsDeadlineIsInterrupted() throws InterruptedException {
    Workers workers = start(1, 2);
    AtomicBoolean begun = new AtomicBoolean();
    CountDownLatch interrupted = new CountDownLatch(1);
    do { // on a busy machine, it can run out of time before a worker begins it
      Future<Boolean> slow =
          submit(
              workers,
              () -> {
                begun.set(true);
                try {
                  return release.await(LONG.toSeconds(), TimeUnit.SECONDS);
                } catch (InterruptedException stop) {
                  interrupted.countDown();
                  throw stop;
                }
              },
              SHORT);
      assertThat(reason(slow)).isEqualTo(Reason.TIMEOUT);
    } while (!begun.get());
    assertThat(interrupted.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(await(submit(workers, Thread::interrupted, LONG)))
        .as("the interrupt does not reach the next job")
        .isFalse();
  }

  @Test
  void aJobThatDoesNotListenCostsNoWorker() {
    Workers workers = start(1, 4);
    for (int i = 0; i < 3; i++) {
      getStuck(workers);
      assertThat(await(submit(workers, () -> "served", LONG))).isEqualTo("served");
    }
    release.countDown();
    for (int i = 0; i < 20; i++) {
      assertThat(await(submit(workers, () -> "served", LONG))).isEqualTo("served");
    }
  }

  @Test
  void aStuckWorkerWithoutASpareIsCountedAndComesBackWhenItsJobEnds_A5() {
    Workers workers = start(config(2, 1, 4));
    getStuck(workers);
    getStuck(workers);
    assertBecomes(new WorkerCapacity(2, 1, 2), workers);
    assertThat(overran.get()).isEqualTo(2);
    assertThat(await(submit(workers, () -> "served", LONG))).isEqualTo("served");
    getStuck(workers);
    assertBecomes(new WorkerCapacity(2, 0, 3), workers);
    release.countDown();
    assertBecomes(new WorkerCapacity(2, 2, 0), workers);
    for (int i = 0; i < 20; i++) {
      assertThat(await(submit(workers, () -> "served", LONG))).isEqualTo("served");
    }
  }

  /** On a busy machine a job can run out of time before a worker begins it. */
  private void getStuck(Workers workers) {
    String message;
    do {
      Future<?> late = submit(workers, this::deaf, SHORT);
      message = Throwables.getRootCause(catchThrowable(() -> await(late))).getMessage();
    } while ("no transform worker was free in time".equals(message));
    assertThat(message).isEqualTo("the computation did not end in time");
  }

  private static void assertBecomes(WorkerCapacity capacity, Workers workers) {
    assertThat(Eventually.holds(LONG, () -> workers.capacity().equals(capacity)))
        .as("%s", workers.capacity())
        .isLessThan(LONG);
  }

  @Test
  void aJobThatNoWorkerWasFreeForSaysSo_B11() {
    Workers workers = start(1, 2);
    Future<Boolean> running = submit(workers, this::hold, LONG);
    assertThat(catchThrowable(() -> await(submit(workers, () -> "late", SHORT))))
        .hasRootCauseMessage("no transform worker was free in time");
    release.countDown();
    await(running);
  }

  @Test
  void whatTheWorkThrowsFailsItsOwnFutureOnly() {
    Workers workers = start(1, 4);
    assertThat(catchThrowable(() -> await(submit(workers, () -> sum(List.of(), 1), LONG))))
        .hasCauseInstanceOf(StackOverflowError.class);
    assertThat(
            catchThrowable(
                () ->
                    await(
                        submit(
                            workers,
                            () -> {
                              throw new IllegalStateException("broken");
                            },
                            LONG))))
        .hasRootCauseMessage("broken");
    assertThat(await(submit(workers, () -> 42, LONG))).isEqualTo(42);
  }

  @SuppressWarnings("InfiniteRecursion") // that is the point
  private static int sum(List<Integer> numbers, int from) {
    return from + sum(numbers, from + 1);
  }

  @Test
  void anOutOfMemoryErrorIsNotSwallowed_fault164() {
    Workers workers = start(1, 4);
    Promise<Throwable> reported = Promise.promise();
    vertx.exceptionHandler(reported::tryComplete);
    Future<Object> job =
        submit(
            workers,
            () -> {
              throw new OutOfMemoryError("of a test");
            },
            LONG);
    assertThat(await(reported.future())).isInstanceOf(OutOfMemoryError.class);
    assertThat(catchThrowable(() -> await(job))).hasCauseInstanceOf(OutOfMemoryError.class);
    assertThat(await(submit(workers, () -> 42, LONG))).isEqualTo(42);
  }

  private Boolean hold() throws InterruptedException {
    return release.await(LONG.toSeconds(), TimeUnit.SECONDS);
  }

  /** Holds its thread whatever happens, like a loop that never looks at its interrupt. */
  private Boolean deaf() {
    while (release.getCount() > 0) {
      Thread.onSpinWait();
    }
    return true;
  }

  private Workers start(int size, int queue) {
    return start(config(size, 3 * size, queue));
  }

  private static Config.Transforms config(int size, int spares, int queue) {
    return new Config.Transforms(size, spares, queue, 1 << 20, 1 << 20, 1 << 20);
  }

  private Workers start(Config.Transforms config) {
    return await(Workers.start(vertx, config, clock, counting()));
  }

  private JobObserver counting() {
    return new JobObserver() {
      @Override
      public void ran(Scope scope, long waitedNanos, long ranNanos) {
        ran.incrementAndGet();
      }

      @Override
      public void overran(Scope scope) {
        overran.incrementAndGet();
      }

      @Override
      public void rejected(Scope scope) {
        rejected.incrementAndGet();
      }
    };
  }

  private <T> Future<T> submit(Workers workers, Callable<T> work, Duration time) {
    return submit(workers, work, time, new Cancellation());
  }

  private <T> Future<T> submit(
      Workers workers, Callable<T> work, Duration time, Cancellation cancellation) {
    Promise<T> promise = Promise.promise();
    Promise<Void> submitted = Promise.promise();
    loop.runOnContext(
        _ -> {
          workers.submit("it", work, Requests.scope(time, clock, cancellation)).onComplete(promise);
          submitted.complete();
        });
    await(submitted.future());
    return promise.future();
  }

  private static Reason reason(Future<?> failed) {
    return reasonOf(() -> await(failed));
  }
}
