package io.tributary.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The duration of calls to one server under OpenTelemetry's name, {@code
 * http.client.request.duration}. Methods are those of the configuration, so they are used as they
 * are. Thread-safe.
 */
public final class HttpClientMeters {
  private final MeterRegistry registry;
  private final Tags server;
  private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

  /** That of the last call, since most calls are like the one before. */
  private volatile @Nullable Found last;

  /** The calls that share one timer. A status of 0 stands for none. */
  private record Kind(String method, int status, String error) {}

  private record Found(Kind kind, Timer timer) {
    boolean isOf(String method, int status, String error) {
      return status == kind.status && method.equals(kind.method) && error.equals(kind.error);
    }
  }

  HttpClientMeters(MeterRegistry registry, String address, int port) {
    this.registry = registry;
    this.server = Tags.of("server.address", address, "server.port", Integer.toString(port));
  }

  /** The server sent an accepted response. */
  public void succeeded(String method, int status, long nanos) {
    record(method, status, "", nanos);
  }

  /** The server sent a response with another status. */
  public void refused(String method, int status, long nanos) {
    record(method, status, Integer.toString(status), nanos);
  }

  /**
   * The call failed in another way.
   *
   * @param error one of a closed set of words
   */
  public void failed(String method, String error, long nanos) {
    record(method, 0, error, nanos);
  }

  private void record(String method, int status, String error, long nanos) {
    Found found = last;
    if (found == null || !found.isOf(method, status, error)) {
      Kind kind = new Kind(method, status, error);
      found = new Found(kind, timers.computeIfAbsent(kind, this::timer));
      last = found;
    }
    found.timer().record(nanos, TimeUnit.NANOSECONDS);
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
