package io.tributary.backend;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.ResponseHeaders;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * When a backend that has too much to do wants to be asked again: {@code Retry-After} (RFC 9110,
 * 10.2.3) of a response with status 429 or 503. Stateless.
 */
public final class RetryAfter {
  private static final List<HeaderName> WANTED = List.of(HeaderName.of("Retry-After"));

  /** What a backend says beyond it is cut, so that no client stays away for days. */
  private static final int MOST_SECONDS = 3600;

  private static final int MOST_DIGITS = 18;

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
    String value = headers.apply(WANTED).joined(WANTED.getFirst().text()).orElse("");
    OptionalLong seconds = seconds(value);
    return seconds.isEmpty()
        ? refusal
        : refusal.retryAfter(Math.clamp(seconds.getAsLong(), 1, MOST_SECONDS));
  }

  /** The seconds; empty if the value is malformed, or a date, which depends on two clocks. */
  static OptionalLong seconds(String value) {
    return ResponseRules.isDigits(value, MOST_DIGITS)
        ? OptionalLong.of(Long.parseLong(value))
        : OptionalLong.empty();
  }
}
