package io.tributary.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tributary.aggregate.AggregateResult;
import io.tributary.aggregate.Completeness;
import io.tributary.aggregate.Metrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * Writes what happened to a Micrometer registry. Thread-safe; meters are looked up once, not per
 * request.
 */
public final class MicrometerMetrics implements Metrics {
  private final MeterRegistry registry;
  private final Map<String, PlanMeters> plans = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> connections = new ConcurrentHashMap<>();
  private final Counter shed;
  private final Counter transformRejected;
  private final Counter protocolErrors;
  private final Timer transform;
  private final Timer transformWait;
  private final Timer loopLag;

  /** Registers what does not depend on the configuration. */
  public MicrometerMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.shed = counter("tributary.shed", "Requests refused because too many were in flight");
    this.transformRejected =
        counter("tributary.transform.rejected", "Jobs refused because the queue was full");
    this.protocolErrors =
        counter(
            "tributary.protocol.errors", "Requests that were not HTTP and connections that failed");
    this.transform =
        Buckets.fast("tributary.transform", "Time a job ran on a worker").register(registry);
    this.transformWait =
        Buckets.fast("tributary.transform.wait", "Time a job waited for a worker")
            .register(registry);
    this.loopLag =
        Buckets.fast("tributary.eventloop.lag", "How late an event loop came to its timers")
            .register(registry);
  }

  /** Registers what is read when scraped. */
  public void watch(IntSupplier inFlight, IntSupplier queued) {
    gauge("tributary.in.flight", "Requests in flight", inFlight);
    gauge("tributary.transform.queue.depth", "Jobs waiting for a worker", queued);
  }

  @Override
  public void answered(AggregateResult gathered, Completeness answer, long totalNanos) {
    plans
        .computeIfAbsent(gathered.plan().route(), _ -> new PlanMeters(registry, gathered.plan()))
        .record(gathered, answer, totalNanos);
  }

  @Override
  public void shed() {
    shed.increment();
  }

  @Override
  public void transformed(long queuedNanos, long ranNanos) {
    transformWait.record(queuedNanos, TimeUnit.NANOSECONDS);
    transform.record(ranNanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void transformRejected() {
    transformRejected.increment();
  }

  @Override
  public void loopLagged(long nanos) {
    loopLag.record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void protocolError() {
    protocolErrors.increment();
  }

  @Override
  public void connected(String backend) {
    connections(backend).incrementAndGet();
  }

  @Override
  public void disconnected(String backend) {
    connections(backend).decrementAndGet();
  }

  private AtomicInteger connections(String backend) {
    return connections.computeIfAbsent(backend, this::connectionsGauge);
  }

  private AtomicInteger connectionsGauge(String backend) {
    AtomicInteger open = new AtomicInteger();
    Gauge.builder("tributary.backend.connections", open, AtomicInteger::get)
        .description("Open connections to a backend, busy or idle")
        .tag("backend", backend)
        .register(registry);
    return open;
  }

  private Counter counter(String name, String help) {
    return Counter.builder(name).description(help).register(registry);
  }

  private void gauge(String name, String help, IntSupplier value) {
    Gauge.builder(name, value, IntSupplier::getAsInt)
        .description(help)
        .strongReference(true)
        .register(registry);
  }
}
