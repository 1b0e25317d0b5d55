package io.tributary.config;

import java.time.Duration;
import java.util.List;

/**
 * Which web pages of other origins may use the aggregates (CORS, in the Fetch standard). Immutable.
 *
 * @param credentials whether the pages may send cookies and read the response; never together with
 *     {@link AllowedOrigin.Any}
 * @param maxAge how long a browser may remember that a request is allowed
 */
public record CorsConfig(List<AllowedOrigin> origins, boolean credentials, Duration maxAge) {
  public CorsConfig {
    origins = List.copyOf(origins);
  }
}
