package io.tributary.metrics;

import java.util.Set;

/** The value of the label for methods, of which clients must not make up new ones. Stateless. */
final class HttpMethods {
  /** Those that OpenTelemetry's conventions know. */
  private static final Set<String> KNOWN =
      Set.of(
          "CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "QUERY", "TRACE");

  private HttpMethods() {}

  /** The method, or {@code _OTHER}. */
  static String label(String method) {
    return KNOWN.contains(method) ? method : "_OTHER";
  }
}
