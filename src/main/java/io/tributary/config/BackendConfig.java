package io.tributary.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A remote HTTP service, its transport and its policies. Immutable.
 *
 * @param pathPrefix goes in front of every path; empty, or starts with a slash and ends without one
 * @param timeout of one call; never longer than the deadline
 * @param maxConcurrent calls in progress at the same time
 * @param maxBody bytes of a response body
 * @param maxHead bytes of a response's status line and headers
 * @param headers constants sent with every call, in the order of the file
 * @param breaker no circuit breaker if empty
 * @param tls empty for the defaults of the JVM; always empty for an {@code http} origin
 * @param hostHeader replaces the origin's authority in the {@code Host} header
 */
public record BackendConfig(
    String name,
    Origin origin,
    PathTemplate pathPrefix,
    Duration timeout,
    int maxConcurrent,
    int maxBody,
    int maxHead,
    Map<String, Secret> headers,
    Optional<BreakerConfig> breaker,
    TransportType transport,
    Protocol protocol,
    Optional<TlsConfig> tls,
    Optional<ProxyConfig> proxy,
    Optional<String> hostHeader,
    ForwardedHeaders forwarded) {

  public BackendConfig {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** The value of the {@code Host} header, or of {@code :authority} on HTTP/2. */
  public String authority() {
    return hostHeader.orElseGet(origin::authority);
  }

  /**
   * The same backend at another origin, called directly: without TLS settings, proxy and constant
   * headers.
   *
   * @param other with the same scheme
   */
  public BackendConfig at(Origin other) {
    return new BackendConfig(
        name,
        other,
        pathPrefix,
        timeout,
        maxConcurrent,
        maxBody,
        maxHead,
        Map.of(),
        breaker,
        transport,
        protocol,
        Optional.empty(),
        Optional.empty(),
        hostHeader,
        forwarded);
  }
}
