package io.tributary.scope;

/** Writes durations in milliseconds with one decimal, such as {@code 53.1}. Stateless. */
public final class Millis {
  private static final long NANOS_PER_TENTH = 100_000;

  private Millis() {}

  /** Appends a duration, rounded down. */
  public static StringBuilder append(StringBuilder text, long nanos) {
    long tenths = nanos / NANOS_PER_TENTH;
    return text.append(tenths / 10).append('.').append(tenths % 10);
  }
}
