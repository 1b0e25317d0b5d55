package io.tributary.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.Search;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The circuit breakers of backends. Thread-safe. */
public final class BreakerMeters {
  private static final String OPEN = "tributary.backend.breaker.open";

  private final MeterRegistry registry;
  private final Map<String, AtomicInteger> open = new ConcurrentHashMap<>();

  BreakerMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** The breaker of a backend rejects calls from now on, but for probes. */
  public void opened(String backend) {
    gauge(backend).set(1);
  }

  /** The breaker of a backend lets calls pass from now on. */
  public void closed(String backend) {
    gauge(backend).set(0);
  }

  /** The backend has no breaker any more. */
  public void removed(String backend) {
    open.remove(backend);
    Search.in(registry).name(OPEN).tag("backend", backend).meters().forEach(registry::remove);
  }

  private AtomicInteger gauge(String backend) {
    return open.computeIfAbsent(backend, this::register);
  }

  private AtomicInteger register(String backend) {
    AtomicInteger value = new AtomicInteger();
    Gauge.builder(OPEN, value, AtomicInteger::get)
        .description("Whether the circuit breaker of a backend is open (1) or closed (0)")
        .tag("backend", backend)
        .register(registry);
    return value;
  }
}
