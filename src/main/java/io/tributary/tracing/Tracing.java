package io.tributary.tracing;

import io.tributary.config.ConfigException;
import io.tributary.http.ServerObserver;
import io.tributary.scope.Clock;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;

/**
 * Spans of requests, made and exported as the {@code OTEL_*} variables say. This class knows
 * nothing of OpenTelemetry, so that a service without tracing loads none of it. Thread-safe.
 */
public final class Tracing {
  private final ServerObserver observer;
  private final DroppedSpans dropped;
  private final Function<Clock, Future<Void>> stop;

  private Tracing(
      ServerObserver observer, DroppedSpans dropped, Function<Clock, Future<Void>> stop) {
    this.observer = observer;
    this.dropped = dropped;
    this.stop = stop;
  }

  /**
   * Starts what the variables ask for, if there are any. Takes some hundred milliseconds, and
   * connects to nobody yet.
   *
   * @throws ConfigException if one of the variables cannot be used
   */
  public static Optional<Tracing> start(Optional<TracingVariables> variables)
      throws ConfigException {
    if (variables.isEmpty()) {
      return Optional.empty();
    }
    DroppedSpans dropped = new DroppedSpans(System::nanoTime);
    SpanExport export = SpanExport.of(variables.get(), dropped);
    return Optional.of(new Tracing(export.observer(), dropped, export::stop));
  }

  /** Decides which requests are recorded, and makes their spans. */
  public ServerObserver observer() {
    return observer;
  }

  /** The spans that were not exported. */
  public long dropped() {
    return dropped.total();
  }

  /** Exports what is left, for a second at most. The future never fails. */
  public Future<Void> stop(Clock clock) {
    return stop.apply(clock);
  }
}
