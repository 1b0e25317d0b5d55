package io.tributary.accesslog;

import io.tributary.scope.Millis;
import io.tributary.scope.WallClock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Lists the fields of an entry in the order in which a line has them. Immutable. */
final class Fields {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final WallClock clock;

  Fields(WallClock clock) {
    this.clock = clock;
  }

  /** A format of lines. */
  interface Line {
    /** Adds a field with a text. */
    void text(String name, String value);

    /** Adds a field with a number or a truth value. */
    void plain(String name, String value);

    /** Adds the fields of a part. */
    void part(AccessEntry.Part part);
  }

  /** Adds the fields that are known of an entry. */
  void writeTo(Line line, AccessEntry entry) {
    line.text("time", TIME.format(clock.at(entry.arrivedNanos())));
    known(line, "method", entry.method());
    known(line, "route", entry.route());
    line.plain("status", Integer.toString(entry.status()));
    known(line, "complete", entry.completeness());
    known(line, "transform", entry.transform());
    if (!entry.delivered()) {
      line.plain("delivered", "false");
    }
    line.plain("bytes", Long.toString(entry.bytes()));
    line.plain("ms", millis(entry.nanos()));
    known(line, "client", entry.client());
    known(line, "protocol", entry.protocol());
    known(line, "request_id", entry.requestId());
    known(line, "trace_id", entry.traceId());
    entry.parts().forEach(line::part);
  }

  private static void known(Line line, String name, String value) {
    if (!value.isEmpty()) {
      line.text(name, value);
    }
  }

  /** Milliseconds with one decimal. */
  static String millis(long nanos) {
    return Millis.append(new StringBuilder(), nanos).toString();
  }
}
