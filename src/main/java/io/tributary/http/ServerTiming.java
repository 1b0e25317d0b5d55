package io.tributary.http;

import io.tributary.aggregate.Outcome;
import io.tributary.aggregate.PartResult;
import io.tributary.aggregate.PartResults;
import io.tributary.scope.Millis;

/**
 * Formats the {@code Server-Timing} header (W3C Server Timing): the duration of each part and of
 * the request, in milliseconds with one decimal.
 */
final class ServerTiming {
  private ServerTiming() {}

  /**
   * Returns a value such as {@code users;dur=53.1, orders;dur=47.0;desc="timeout", total;dur=53.9}.
   */
  static String of(PartResults results, long totalNanos) {
    StringBuilder header = new StringBuilder(32 * results.all().size());
    for (PartResult settled : results.all()) {
      append(header, settled.part().name(), settled.elapsedNanos());
      if (!(settled.outcome() instanceof Outcome.Success)) {
        header.append(";desc=\"").append(settled.outcome().code()).append('"');
      }
      header.append(", ");
    }
    append(header, "total", totalNanos);
    return header.toString();
  }

  private static void append(StringBuilder header, String name, long nanos) {
    StringBuilder _ = Millis.append(header.append(name).append(";dur="), nanos);
  }
}
