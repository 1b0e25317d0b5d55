package io.tributary.tracing;

import io.opentelemetry.sdk.trace.IdGenerator;

/**
 * Gives spans the ids that were chosen for them before: when the request arrived, and when a
 * backend was told. Thread-safe, because each thread builds one span at a time.
 */
final class GivenIds implements IdGenerator {
  private static final ThreadLocal<Ids> NEXT = new ThreadLocal<>();

  private record Ids(String trace, String span) {}

  /** The next span of this thread gets these ids. */
  void give(String trace, String span) {
    NEXT.set(new Ids(trace, span));
  }

  @Override
  public String generateTraceId() {
    return NEXT.get().trace();
  }

  @Override
  public String generateSpanId() {
    return NEXT.get().span();
  }
}
