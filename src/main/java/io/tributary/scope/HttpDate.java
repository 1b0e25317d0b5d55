package io.tributary.scope;

import io.vertx.core.http.HttpHeaders;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The current value of the {@code Date} header (RFC 9110, 6.6.1), formatted once a second. Confined
 * to one event loop.
 */
public final class HttpDate {
  private static final DateTimeFormatter IMF_FIXDATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final InstantSource time;
  private long second = Long.MIN_VALUE;
  private CharSequence text = "";

  /** Creates a date that follows this clock. */
  public HttpDate(InstantSource time) {
    this.time = time;
  }

  /** Creates a date that follows the system's clock. */
  public static HttpDate current() {
    return new HttpDate(InstantSource.system());
  }

  /** The current date. */
  public CharSequence now() {
    long current = Math.floorDiv(time.millis(), 1000L);
    if (current != second) {
      second = current;
      text = HttpHeaders.createOptimized(IMF_FIXDATE.format(Instant.ofEpochSecond(current)));
    }
    return text;
  }
}
