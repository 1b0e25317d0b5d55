package io.tributary.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tributary.aggregate.AggregateObserver;
import io.tributary.aggregate.AggregateResult;
import io.tributary.aggregate.PartResult;
import io.tributary.aggregate.Plan;
import io.tributary.scope.Scope;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Records events in a Micrometer registry. Meters are looked up once and not per request.
 * Thread-safe.
 */
public final class MicrometerMetrics implements AggregateObserver {
  private final MeterRegistry registry;
  private final Map<String, PlanMeters> plans = new ConcurrentHashMap<>();
  private final Map<String, BackendMeters> backends = new ConcurrentHashMap<>();
  private final Counter shed;
  private final Counter transformRejected;
  private final Counter transformOverrun;
  private final Counter protocolErrors;
  private final Timer transform;
  private final Timer transformWait;
  private final Timer loopLag;

  /** Registers the meters that do not depend on the configuration. */
  public MicrometerMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.shed = counter("tributary.shed", "Requests refused because too many were in flight");
    this.transformRejected =
        counter("tributary.transform.rejected", "Jobs refused because the queue was full");
    this.transformOverrun =
        counter("tributary.transform.overrun", "Jobs that still ran when their deadline passed");
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

  /** Registers the gauges, which are read at each scrape. */
  public void watch(IntSupplier inFlight, IntSupplier queued) {
    gauge("tributary.in.flight", "Requests in flight", inFlight);
    gauge("tributary.transform.queue.depth", "Jobs waiting for a worker", queued);
  }

  /** Registers the gauges of the workers, which are read at each scrape. */
  public void watchWorkers(IntSupplier able, IntSupplier stuck) {
    gauge("tributary.transform.workers", "Workers that can run jobs", able);
    gauge("tributary.transform.stuck", "Workers whose job runs past its deadline", stuck);
  }

  @Override
  public void partSettled(Plan plan, PartResult result, Scope scope) {
    meters(plan).settled(result);
  }

  @Override
  public void responded(AggregateResult result, Scope scope, long totalNanos) {
    meters(result.parts().plan()).responded(result, totalNanos);
  }

  private PlanMeters meters(Plan plan) {
    return plans.computeIfAbsent(plan.route(), _ -> new PlanMeters(registry, plan));
  }

  /** A request was refused because too many were in flight. */
  public void requestRefused() {
    shed.increment();
  }

  /** A transform waited for a worker and ran. */
  public void jobRan(long queuedNanos, long ranNanos) {
    transformWait.record(queuedNanos, TimeUnit.NANOSECONDS);
    transform.record(ranNanos, TimeUnit.NANOSECONDS);
  }

  /** A transform was still running when its deadline passed. */
  public void jobOverran() {
    transformOverrun.increment();
  }

  /** A transform was rejected because the queue was full. */
  public void jobRejected() {
    transformRejected.increment();
  }

  /** An event loop ran a timer with this delay. */
  public void loopLagged(long nanos) {
    loopLag.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** A client broke the HTTP protocol. */
  public void protocolError() {
    protocolErrors.increment();
  }

  /** A connection to a backend was opened. */
  public void connectionOpened(String backend) {
    meters(backend).connections().incrementAndGet();
  }

  /** A connection to a backend was closed. */
  public void connectionClosed(String backend) {
    meters(backend).connections().decrementAndGet();
  }

  /** A call opened a stream on an HTTP/2 connection. */
  public void streamOpened(String backend) {
    meters(backend).streams().incrementAndGet();
  }

  /** A call on an HTTP/2 connection ended. */
  public void streamClosed(String backend) {
    meters(backend).streams().decrementAndGet();
  }

  /** A backend sent an unsolicited response. */
  public void unsolicitedResponse(String backend) {
    meters(backend).unsolicited().increment();
  }

  private BackendMeters meters(String backend) {
    return backends.computeIfAbsent(backend, name -> new BackendMeters(registry, name));
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
