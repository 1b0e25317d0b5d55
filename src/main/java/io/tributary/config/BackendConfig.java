package io.tributary.config;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A remote HTTP service and its policies. Immutable.
 *
 * @param url an absolute {@code http} or {@code https} URL in lower-case scheme, without user,
 *     query, fragment or a slash at its end
 * @param timeout at most the deadline
 * @param maxConcurrent calls at the same time
 * @param maxBody bytes of a body
 * @param headers constants sent with every call, in the order of the file
 * @param breaker empty means no breaker
 */
public record BackendConfig(
    String name,
    URI url,
    Duration timeout,
    int maxConcurrent,
    int maxBody,
    Map<String, String> headers,
    Optional<BreakerConfig> breaker) {

  public BackendConfig {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }
}
