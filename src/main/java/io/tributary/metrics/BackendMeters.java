package io.tributary.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The meters of one backend. All are registered at once, because an alert sees a counter grow only
 * if it was exposed before. Thread-safe.
 */
final class BackendMeters {
  private final AtomicInteger connections;
  private final AtomicInteger streams;
  private final Counter unsolicited;

  /** Registers the meters. */
  BackendMeters(MeterRegistry registry, String backend) {
    this.connections =
        gauge(
            registry,
            backend,
            "tributary.backend.connections",
            "Open connections to a backend, busy or idle");
    this.streams =
        gauge(
            registry,
            backend,
            "tributary.backend.streams",
            "Calls under way on HTTP/2 connections");
    this.unsolicited =
        Counter.builder("tributary.backend.unsolicited")
            .description("Times that a backend sent bytes that belong to no request")
            .tag("backend", backend)
            .register(registry);
  }

  /** The number of open connections. */
  AtomicInteger connections() {
    return connections;
  }

  /** The number of calls under way on HTTP/2 connections. */
  AtomicInteger streams() {
    return streams;
  }

  /** Whether nothing is open. */
  boolean idle() {
    return connections.get() == 0 && streams.get() == 0;
  }

  /** Counts unsolicited responses. */
  Counter unsolicited() {
    return unsolicited;
  }

  private static AtomicInteger gauge(
      MeterRegistry registry, String backend, String meter, String help) {
    AtomicInteger open = new AtomicInteger();
    Gauge.builder(meter, open, AtomicInteger::get)
        .description(help)
        .tag("backend", backend)
        .register(registry);
    return open;
  }
}
