package io.tributary.http;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.List;
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
      Pattern.compile("(?i)(?:^|[,;])\\s*wait\\s*=\\s*\"?([0-9]{1,9})\"?\\s*(?:$|[,;])");
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
    String prefer = headers.get("prefer");
    if (prefer != null) {
      Matcher wait = WAIT.matcher(String.join(",", headers.getAll("prefer")));
      if (wait.find()) {
        return clamp(Duration.ofSeconds(Long.parseLong(wait.group(1))));
      }
    }
    return longest;
  }

  private Duration clamp(Duration wanted) {
    if (wanted.isZero()) {
      return wanted;
    }
    Duration atLeast = wanted.compareTo(SHORTEST) < 0 ? SHORTEST : wanted;
    return atLeast.compareTo(longest) > 0 ? longest : atLeast;
  }
}
