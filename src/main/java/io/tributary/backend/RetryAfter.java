package io.tributary.backend;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.ResponseHeaders;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

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

  /** More digits than these may not fit a long. */
  private static final int MOST_DIGITS = 18;

  /** The three forms of dates (RFC 9110, 5.6.7). */
  private static final List<DateTimeFormatter> FORMS =
      List.of(
          strict("EEE, dd MMM uuuu HH:mm:ss 'GMT'"),
          strict("EEEE, dd-MMM-uu HH:mm:ss 'GMT'"),
          strict("EEE MMM ppd HH:mm:ss uuuu"));

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
    if (ResponseRules.isDigits(value, Integer.MAX_VALUE)) {
      return OptionalLong.of(value.length() > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(value));
    }
    Optional<LocalDateTime> later = date(value);
    Optional<LocalDateTime> now = later.flatMap(_ -> date(date));
    return now.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Duration.between(now.get(), later.get()).toSeconds());
  }

  private static DateTimeFormatter strict(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.US).withResolverStyle(ResolverStyle.STRICT);
  }

  private static Optional<LocalDateTime> date(String text) {
    for (DateTimeFormatter form : FORMS) {
      try {
        return Optional.of(LocalDateTime.parse(text, form));
      } catch (DateTimeParseException _) {
        // perhaps in another form
      }
    }
    return Optional.empty();
  }
}
