package io.tributary.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tributary.server.HttpMethods;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The duration of requests under OpenTelemetry's name, {@code http.server.request.duration}.
 * Thread-safe.
 */
final class HttpServerMeters {
  private final MeterRegistry registry;
  private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

  /** The requests that share one timer. */
  private record Kind(String method, String route, String scheme, int status) {}

  /** Creates it without timers. */
  HttpServerMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * A response was written.
   *
   * @param method as the client sent it
   * @param route the path of the configuration; empty if none matched
   * @param scheme {@code http} or {@code https}
   */
  void finished(String method, String route, String scheme, int status, long nanos) {
    timers
        .computeIfAbsent(new Kind(HttpMethods.label(method), route, scheme, status), this::timer)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  /** Forgets the timers of routes that are not configured any more. */
  void keepOnly(Configured names) {
    timers.keySet().removeIf(kind -> names.lacksRoute(kind.route()));
  }

  private Timer timer(Kind kind) {
    return Buckets.answer("http.server.request.duration", "Time from a request to its response")
        .tag("http.request.method", kind.method())
        .tag("http.route", kind.route())
        .tag("url.scheme", kind.scheme())
        .tag("http.response.status_code", Integer.toString(kind.status()))
        .register(registry);
  }
}
