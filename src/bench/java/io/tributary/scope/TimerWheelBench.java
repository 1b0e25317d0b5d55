package io.tributary.scope;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A deadline that is set and cancelled on an event loop: on the wheel, and with Vert.x alone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TimerWheelBench {
  private static final int TIMERS = 10_000;
  private static final long DELAY = TimeUnit.SECONDS.toNanos(2);

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final Clock plain = Clock.of(vertx);
  private final Clock wheel = new TimerWheel(plain);

  @Benchmark
  @OperationsPerInvocation(TIMERS)
  public void wheel() throws InterruptedException {
    setAndCancel(wheel);
  }

  @Benchmark
  @OperationsPerInvocation(TIMERS)
  public void vertx() throws InterruptedException {
    setAndCancel(plain);
  }

  @TearDown
  public void close() throws InterruptedException {
    CountDownLatch closed = new CountDownLatch(1);
    vertx.close().onComplete(_ -> closed.countDown());
    closed.await();
  }

  private void setAndCancel(Clock clock) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    loop.runOnContext(
        _ -> {
          for (int i = 0; i < TIMERS; i++) {
            clock.after(DELAY, done::countDown).cancel();
          }
          done.countDown();
        });
    done.await();
  }
}
