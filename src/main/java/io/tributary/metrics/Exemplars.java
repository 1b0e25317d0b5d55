package io.tributary.metrics;

import io.prometheus.metrics.tracer.common.SpanContext;
import io.tributary.aggregate.AggregateObserver;
import io.tributary.aggregate.AggregateResult;
import io.tributary.aggregate.PartResult;
import io.tributary.aggregate.Plan;
import io.tributary.scope.Scope;
import io.tributary.scope.Timeline;
import io.tributary.scope.Trace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Connects histograms with traces: a duration that is recorded for a request whose spans are
 * recorded may become the example of its bucket (OpenMetrics). Thread-safe.
 */
public final class Exemplars implements SpanContext {
  private static final ThreadLocal<@Nullable Current> CURRENT = new ThreadLocal<>();

  private record Current(String trace, String span) {}

  private static final Example NONE = () -> {};
  private static final Example END = CURRENT::remove;

  /** What the durations that this thread records belong to, until it is closed. */
  @FunctionalInterface
  public interface Example extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Begins an example. It costs nothing for a request whose spans are not recorded.
   *
   * @param call the timeline of the call that took so long, whose last attempt is the example;
   *     {@link Timeline#NONE} for the request itself
   */
  public Example of(Trace trace, Timeline call) {
    if (!trace.recording()) {
      return NONE;
    }
    CURRENT.set(new Current(trace.traceId(), span(trace, call.attempts())));
    return END;
  }

  private static String span(Trace trace, List<Timeline.Attempt> attempts) {
    return attempts.isEmpty() ? trace.spanId() : attempts.getLast().spanId();
  }

  /** Passes events on to metrics that record durations. */
  public AggregateObserver around(AggregateObserver metrics) {
    return new AggregateObserver() {
      @Override
      public void partSettled(Plan plan, PartResult result, Scope scope) {
        try (Example _ = of(scope.trace(), result.timeline())) {
          metrics.partSettled(plan, result, scope);
        }
      }

      @Override
      public void responded(AggregateResult result, Scope scope, long totalNanos) {
        try (Example _ = of(scope.trace(), Timeline.NONE)) {
          metrics.responded(result, scope, totalNanos);
        }
      }
    };
  }

  @Override
  public @Nullable String getCurrentTraceId() {
    Current now = CURRENT.get();
    return now == null ? null : now.trace();
  }

  @Override
  public @Nullable String getCurrentSpanId() {
    Current now = CURRENT.get();
    return now == null ? null : now.span();
  }

  @Override
  public boolean isCurrentSpanSampled() {
    return CURRENT.get() != null;
  }

  @Override
  public void markCurrentSpanAsExemplar() {
    // every recorded span is exported, whether it is an example or not
  }
}
