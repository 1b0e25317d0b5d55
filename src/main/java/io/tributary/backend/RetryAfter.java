package io.tributary.backend;

import io.netty.handler.codec.DateFormatter;
import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.ResponseHeaders;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * When a backend that has too much to do wants to be asked again: {@code Retry-After} (RFC 9110,
 * 10.2.3) of a response with status 429 or 503. Stateless.
 */
public final class RetryAfter {
  private static final HeaderName RETRY_AFTER = HeaderName.of("Retry-After");
  private static final HeaderName DATE = HeaderName.of("Date");
  private static final List<HeaderName> WANTED = List.of(RETRY_AFTER, DATE);

  /** What a backend says beyond it is cut, so that no client stays away for days. */
  private static final int MOST_SECONDS = 3600;

  private static final int MOST_DIGITS = 18;

  /** The parser of dates refuses longer text with an exception. */
  private static final int LONGEST_DATE = 64;

  private RetryAfter() {}

  /**
   * The refusal with the time that the response tells, if it tells one.
   *
   * @param headers selects headers of the response
   */
  public static CallFailedException in(
      CallFailedException refusal, Function<List<HeaderName>, ResponseHeaders> headers) {
    int status = refusal.status().orElse(0);
    if (status != 429 && status != 503) {
      return refusal;
    }
    ResponseHeaders found = headers.apply(WANTED);
    OptionalLong seconds = seconds(value(found, RETRY_AFTER), value(found, DATE));
    return seconds.isEmpty()
        ? refusal
        : refusal.retryAfter(Math.clamp(seconds.getAsLong(), 1, MOST_SECONDS));
  }

  private static String value(ResponseHeaders headers, HeaderName name) {
    return headers.joined(name.text()).orElse("");
  }

  /**
   * The seconds; empty if the value is malformed. A date counts from the date of the response, so
   * that it depends on no second clock; without that it says nothing.
   */
  static OptionalLong seconds(String value, String date) {
    if (ResponseRules.isDigits(value, MOST_DIGITS)) {
      return OptionalLong.of(Long.parseLong(value));
    }
    Date later = date(value);
    Date now = later == null ? null : date(date);
    return later == null || now == null
        ? OptionalLong.empty()
        : OptionalLong.of(Duration.between(now.toInstant(), later.toInstant()).toSeconds());
  }

  private static @Nullable Date date(String text) {
    return text.length() > LONGEST_DATE ? null : DateFormatter.parseHttpDate(text);
  }
}
