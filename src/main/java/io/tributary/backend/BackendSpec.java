package io.tributary.backend;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What one backend is and what it is allowed. Immutable.
 *
 * @param url scheme, host, port and an optional path prefix
 * @param maxConcurrent the most calls under way at once, over all event loops
 * @param maxBody the most bytes of a body
 * @param headers constants sent with every call
 * @param breaker absent: calls are always tried
 */
public record BackendSpec(
    String name,
    URI url,
    int maxConcurrent,
    int maxBody,
    Map<String, String> headers,
    Optional<BreakerSpec> breaker) {

  /**
   * Opens after this many failures in a row, for this long.
   *
   * @param fairTime a timeout counts only if the call had that long: a client that is in a hurry
   *     cannot open the breaker for everyone
   */
  public record BreakerSpec(int failures, Duration open, Duration fairTime) {}

  public boolean tls() {
    return "https".equalsIgnoreCase(url.getScheme());
  }

  public int port() {
    return url.getPort() >= 0 ? url.getPort() : tls() ? 443 : 80;
  }

  public String host() {
    return url.getHost();
  }

  /** As a {@code Host} header has it: a port that goes without saying is left out. */
  public String hostAndPort() {
    return port() == (tls() ? 443 : 80) ? host() : host() + ":" + port();
  }

  /** The path prefix without its trailing slash. */
  public String prefix() {
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
