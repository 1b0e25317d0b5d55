package io.tributary.tracing;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The spans that were handed to the exporter and are not exported yet. Beyond a limit, further ones
 * are dropped and counted, because OpenTelemetry's own queue drops them in silence. Thread-safe.
 */
final class Backlog {
  private final AtomicInteger waiting = new AtomicInteger();
  private final DroppedSpans dropped;

  Backlog(DroppedSpans dropped) {
    this.dropped = dropped;
  }

  /** So many spans were exported, or given up. */
  void left(int spans) {
    waiting.addAndGet(-spans);
  }

  /** The spans that wait. */
  int size() {
    return waiting.get();
  }

  /** Hands spans to the next processor, unless so many wait already. */
  SpanProcessor before(SpanProcessor next, int limit) {
    return new SpanProcessor() {
      @Override
      public void onStart(Context parent, ReadWriteSpan span) {
        next.onStart(parent, span);
      }

      @Override
      public boolean isStartRequired() {
        return next.isStartRequired();
      }

      @Override
      public void onEnd(ReadableSpan span) {
        if (waiting.incrementAndGet() > limit) {
          left(1);
          dropped.add(1, "more spans are made than the receiver takes");
        } else {
          next.onEnd(span);
        }
      }

      @Override
      public boolean isEndRequired() {
        return true;
      }

      @Override
      public CompletableResultCode shutdown() {
        return next.shutdown();
      }

      @Override
      public CompletableResultCode forceFlush() {
        return next.forceFlush();
      }
    };
  }
}
