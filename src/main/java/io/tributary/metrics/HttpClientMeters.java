package io.tributary.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The duration of calls to one server under OpenTelemetry's name, {@code
 * http.client.request.duration}. Methods are those of the configuration, so they are used as they
 * are. Thread-safe.
 */
public final class HttpClientMeters {
  private final MeterRegistry registry;
  private final Tags server;
  private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

  /** The calls that share one timer. A status of 0 stands for none. */
  private record Kind(String method, int status, String error) {}

  HttpClientMeters(MeterRegistry registry, String address, int port) {
    this.registry = registry;
    this.server = Tags.of("server.address", address, "server.port", Integer.toString(port));
  }

  /** The server sent an accepted response. */
  public void succeeded(String method, int status, long nanos) {
    record(new Kind(method, status, ""), nanos);
  }

  /** The server sent a response with another status. */
  public void refused(String method, int status, long nanos) {
    record(new Kind(method, status, Integer.toString(status)), nanos);
  }

  /**
   * The call failed in another way.
   *
   * @param error one of a closed set of words
   */
  public void failed(String method, String error, long nanos) {
    record(new Kind(method, 0, error), nanos);
  }

  private void record(Kind kind, long nanos) {
    timers.computeIfAbsent(kind, this::timer).record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer timer(Kind kind) {
    return Buckets.answer("http.client.request.duration", "Time of a call to a backend")
        .tags(server)
        .tag("http.request.method", kind.method())
        .tag("http.response.status_code", kind.status() == 0 ? "" : Integer.toString(kind.status()))
        .tag("error.type", kind.error())
        .register(registry);
  }
}
