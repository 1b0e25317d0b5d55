package io.tributary.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.tributary.scope.SpanId;
import io.tributary.scope.Trace;
import io.tributary.scope.WallClock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Begins the spans of one trace after the fact, with times of the monotonic clock. Confined to the
 * event loop of its request.
 */
final class SpanFactory {
  private final Tracer tracer;
  private final GivenIds ids;
  private final Trace trace;

  /** What is added to a time of the monotonic clock, for nanoseconds since 1970. */
  private final long epochNanos;

  /**
   * Creates it for one request.
   *
   * @param moment a time of the monotonic clock, near those of the spans
   */
  SpanFactory(Tracer tracer, GivenIds ids, Trace trace, WallClock clock, long moment) {
    this.tracer = tracer;
    this.ids = ids;
    this.trace = trace;
    Instant time = clock.at(moment);
    this.epochNanos = TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano() - moment;
  }

  /** The request's own span, whose id the backends and the client's parent know. */
  Span server(String name, long from) {
    return begin(name, SpanKind.SERVER, trace.spanId(), from, trace.parentId(), true);
  }

  /** The span of a call, with the id that the backend knows; with a new one if it knows none. */
  Span client(String name, String spanId, long from) {
    String id = spanId.isEmpty() ? SpanId.next() : spanId;
    return begin(name, SpanKind.CLIENT, id, from, trace.spanId(), false);
  }

  /** The span of something that the service itself does. */
  Span internal(String name, long from) {
    return begin(name, SpanKind.INTERNAL, SpanId.next(), from, trace.spanId(), false);
  }

  private Span begin(
      String name, SpanKind kind, String id, long from, String parentId, boolean remote) {
    ids.give(trace.traceId(), id);
    return tracer
        .spanBuilder(name)
        .setSpanKind(kind)
        .setParent(parent(parentId, remote))
        .setStartTimestamp(at(from), TimeUnit.NANOSECONDS)
        .startSpan();
  }

  private Context parent(String spanId, boolean remote) {
    if (spanId.isEmpty()) {
      return Context.root();
    }
    TraceFlags flags = TraceFlags.getSampled();
    TraceState state = TraceState.getDefault();
    SpanContext context =
        remote
            ? SpanContext.createFromRemoteParent(trace.traceId(), spanId, flags, state)
            : SpanContext.create(trace.traceId(), spanId, flags, state);
    return Context.root().with(Span.wrap(context));
  }

  /** Adds an event at a time of the monotonic clock. */
  void event(Span span, String name, long at) {
    Span _ = span.addEvent(name, at(at), TimeUnit.NANOSECONDS);
  }

  /** Ends a span at a time of the monotonic clock. */
  void end(Span span, long at) {
    span.end(at(at), TimeUnit.NANOSECONDS);
  }

  private long at(long nanos) {
    return epochNanos + nanos;
  }
}
