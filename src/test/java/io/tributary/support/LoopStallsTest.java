package io.tributary.support;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LoopStallsTest {
  private final LoopStalls stalls = new LoopStalls();
  private long begin = System.currentTimeMillis();
  private final CountDownLatch release = new CountDownLatch(1);
  private Thread thread = Thread.ofPlatform().unstarted(() -> {});

  LoopStallsTest() {
    stalls.start();
  }

  @AfterEach
  void letItGo() throws InterruptedException {
    release.countDown();
    thread.join(); // at once, if it was never started
  }

  /** In Vert.x's own words. */
  @Test
  void aLoopThatVertxReportsCounts() {
    Logger checker = (Logger) LoggerFactory.getLogger(LoopStalls.CHECKER);
    List<Appender<ILoggingEvent>> others = new ArrayList<>();
    checker.iteratorForAppenders().forEachRemaining(others::add);
    others.forEach(checker::detachAppender); // or this class would fail for it
    checker.addAppender(stalls);
    Vertx vertx = TestVertx.create();
    try {
      vertx.runOnContext(_ -> awaitRelease());
      assertThat(Eventually.holds(Patience.HANG, () -> !stalls.ours().isEmpty()))
          .isLessThan(Patience.HANG);
      assertThat(stalls.ours().getFirst()).contains("has been blocked for", "awaitRelease");
    } finally {
      release.countDown();
      TestVertx.close(vertx);
      checker.detachAppender(stalls);
      others.forEach(checker::addAppender);
    }
  }

  /** The loops of every Vert.x have the same names. */
  @Test
  void aLoopThatComputesBesideOneThatIsHeldUpDoesNotCount() {
    Vertx heldUp = TestVertx.create();
    Vertx busy = TestVertx.create();
    long start = System.nanoTime();
    Thread held = loopOf(heldUp);
    heldUp.runOnContext(_ -> LoopPause.of(Patience.HANG));
    try {
      Thread computing = loopOf(busy);
      assertThat(computing.getName()).isEqualTo(held.getName());
      busy.runOnContext(_ -> computeInTurns(busy));
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      String text = "Thread " + held.getName() + " has been blocked for %d ms, time limit is 1 ms";
      BooleanSupplier hasComputed =
          () -> {
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            append(millis, text.formatted(millis));
            return threads.getThreadCpuTime(computing.threadId()) > 3 * LoopStalls.MAX_CPU_NANOS;
          };
      assertThat(Eventually.holds(Patience.HANG, hasComputed)).isLessThan(Patience.HANG);
      assertThat(stalls.ours()).isEmpty();
    } finally {
      LockSupport.unpark(held);
      release.countDown();
      TestVertx.close(heldUp);
      TestVertx.close(busy);
    }
  }

  private static Thread loopOf(Vertx vertx) {
    return TestVertx.await(
        Future.future(
            promise -> vertx.runOnContext(_ -> promise.complete(Thread.currentThread()))));
  }

  private void computeInTurns(Vertx vertx) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(5);
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    if (release.getCount() > 0) {
      vertx.runOnContext(_ -> computeInTurns(vertx));
    }
  }

  @Test
  void aLoopThatWaitsForOthersCounts() {
    runs(this::awaitRelease, () -> thread.getState() == Thread.State.WAITING);
    report(120);
    assertThat(stalls.ours()).singleElement().asString().contains("CountDownLatch");
  }

  @Test
  void aLoopThatATestHoldsUpDoesNotCount() {
    runs(() -> LoopPause.of(Patience.HANG), () -> thread.getState() == Thread.State.TIMED_WAITING);
    report(2000);
    assertThat(stalls.ours()).isEmpty();
    LockSupport.unpark(thread);
  }

  @Test
  void aLoopThatComputesCounts() {
    runs(this::spin, () -> thread.getState() == Thread.State.RUNNABLE);
    report(120);
    assertThat(stalls.ours()).isEmpty();
    long millis = 170;
    while (stalls.ours().isEmpty()) { // until it has had so much CPU, however busy the machine is
      Thread.onSpinWait();
      report(millis++);
    }
  }

  @Test
  void aLoopMayLoadClasses() throws Exception {
    runs(this::spin, () -> thread.getState() == Thread.State.RUNNABLE);
    report(120);
    for (int i = 0; i < 1000; i++) {
      assertThat(new Loader().another()).isNotSameAs(Loaded.class);
    }
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    BooleanSupplier hasComputed =
        () -> threads.getThreadCpuTime(thread.threadId()) > 3 * LoopStalls.MAX_CPU_NANOS;
    assertThat(Eventually.holds(Patience.HANG, hasComputed)).isLessThan(Patience.HANG);
    report(500);
    assertThat(stalls.ours()).isEmpty();
  }

  private static final class Loaded {}

  /** Loads a class once more. */
  private static final class Loader extends ClassLoader {
    Class<?> another() throws IOException {
      String name = Loaded.class.getName();
      try (InputStream file =
          Loaded.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
        byte[] bytes = Objects.requireNonNull(file).readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      }
    }
  }

  @Test
  void cpuBetweenTwoStallsDoesNotCount() {
    runs(this::spin, () -> thread.getState() == Thread.State.RUNNABLE);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    report(120);
    BooleanSupplier hasComputed =
        () -> threads.getThreadCpuTime(thread.threadId()) > 2 * LoopStalls.MAX_CPU_NANOS;
    assertThat(Eventually.holds(Patience.HANG, hasComputed)).isLessThan(Patience.HANG);
    begin += 500;
    report(200);
    assertThat(stalls.ours()).isEmpty();
  }

  @Test
  @DisplayName("E6: a loop that a busy machine does not run does not count")
  void aLoopThatIsNotRunDoesNotCount() {
    ReentrantLock lock = new ReentrantLock();
    lock.lock();
    try {
      runs(lock::lock, () -> lock.hasQueuedThreads() && thread.getState() == Thread.State.WAITING);
      report(4900);
      assertThat(stalls.ours()).isEmpty();
      report(5100);
      assertThat(stalls.ours()).hasSize(1);
    } finally {
      lock.unlock();
    }
  }

  @Test
  void workersDoNotCountAndWhatIsNotUnderstoodDoes() {
    runs(this::awaitRelease, () -> thread.getState() == Thread.State.WAITING);
    append(120, "Thread vert.x-worker-thread-1 has been blocked for 120 ms, time limit is 100 ms");
    assertThat(stalls.ours()).isEmpty();
    append(120, "A new text about the eventloop");
    assertThat(stalls.ours()).hasSize(1);
  }

  private void runs(Runnable code, BooleanSupplier until) {
    thread = Thread.ofPlatform().name("vert.x-eventloop-thread-stalls-test").start(code);
    assertThat(Eventually.holds(Patience.HANG, until)).isLessThan(Patience.HANG);
  }

  private void spin() {
    while (release.getCount() > 0) {
      Thread.onSpinWait();
    }
  }

  private void awaitRelease() {
    try {
      release.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void report(long millis) {
    append(
        millis,
        "Thread "
            + thread.getName()
            + " has been blocked for "
            + millis
            + " ms, time limit is 100 ms");
  }

  private void append(long millis, String message) {
    LoggingEvent event = new LoggingEvent();
    event.setTimeStamp(begin + millis);
    event.setMessage(message);
    stalls.doAppend(event);
  }
}
