package io.tributary.http;

import io.tributary.scope.HeaderValue;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a client's request timeout: {@code Request-Timeout-Ms}, or {@code Prefer: wait=SECONDS}
 * (RFC 7240). It can only shorten the configured deadline. Immutable.
 */
final class RequestTimeout {
  /** A shorter timeout would leave no time for any part. */
  private static final Duration SHORTEST = Duration.ofMillis(50);

  private static final Pattern WAIT =
      Pattern.compile("(?i)\\s*wait\\s*=\\s*(?:([0-9]{1,9})|\"([0-9]{1,9})\")\\s*");
  private static final Pattern MILLIS = Pattern.compile("[0-9]{1,18}");

  private final Duration longest;

  RequestTimeout(Duration longest) {
    this.longest = longest;
  }

  /**
   * Returns the timeout of a request. Zero means that the request had expired on arrival.
   *
   * @throws BadRequestException if {@code Request-Timeout-Ms} is not one whole number
   */
  Duration of(MultiMap headers) {
    if (headers.contains("request-timeout-ms")) {
      List<String> values = headers.getAll("request-timeout-ms");
      if (values.size() != 1 || !MILLIS.matcher(values.getFirst()).matches()) {
        throw new BadRequestException(
            "Request-Timeout-Ms must be one whole number of milliseconds");
      }
      return clamp(Duration.ofMillis(Long.parseLong(values.getFirst())));
    }
    return headers.contains("prefer")
        ? preferred(headers.getAll("prefer")).map(this::clamp).orElse(longest)
        : longest;
  }

  private static Optional<Duration> preferred(List<String> lines) {
    for (String preference : HeaderValue.split(String.join(",", lines), ',')) {
      Matcher wait = WAIT.matcher(HeaderValue.split(preference, ';').getFirst());
      if (wait.matches()) {
        String seconds = wait.group(1) == null ? wait.group(2) : wait.group(1);
        return Optional.of(Duration.ofSeconds(Long.parseLong(seconds)));
      }
    }
    return Optional.empty();
  }

  private Duration clamp(Duration wanted) {
    if (wanted.isZero()) {
      return wanted;
    }
    Duration atLeast = wanted.compareTo(SHORTEST) < 0 ? SHORTEST : wanted;
    return atLeast.compareTo(longest) > 0 ? longest : atLeast;
  }
}
