package io.tributary.support;

import io.tributary.aggregate.AggregateResult;
import io.tributary.aggregate.Completeness;
import io.tributary.aggregate.Metrics;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers what it was told. Thread-safe. */
public final class CountingMetrics implements Metrics {
  /** Every answer. */
  public final List<AggregateResult> answers = new CopyOnWriteArrayList<>();

  /** Requests refused at the door. */
  public final AtomicInteger shed = new AtomicInteger();

  /** Jobs that ran. */
  public final AtomicInteger transformed = new AtomicInteger();

  /** Jobs refused. */
  public final AtomicInteger rejected = new AtomicInteger();

  /** Connections to backends that are open. */
  public final AtomicInteger connections = new AtomicInteger();

  /** Protocol errors. */
  public final AtomicInteger protocolErrors = new AtomicInteger();

  @Override
  public void answered(AggregateResult gathered, Completeness answer, long totalNanos) {
    answers.add(gathered);
  }

  @Override
  public void shed() {
    shed.incrementAndGet();
  }

  @Override
  public void transformed(long queuedNanos, long ranNanos) {
    transformed.incrementAndGet();
  }

  @Override
  public void transformRejected() {
    rejected.incrementAndGet();
  }

  @Override
  public void loopLagged(long nanos) {}

  @Override
  public void protocolError() {
    protocolErrors.incrementAndGet();
  }

  @Override
  public void connected(String backend) {
    connections.incrementAndGet();
  }

  @Override
  public void disconnected(String backend) {
    connections.decrementAndGet();
  }
}
