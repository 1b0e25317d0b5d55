package io.tributary.server;

import java.util.Set;

/** The methods that observers tell apart. Clients must not make up new ones. Stateless. */
public final class HttpMethods {
  /** Those that OpenTelemetry's conventions know. */
  private static final Set<String> KNOWN =
      Set.of(
          "CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "QUERY", "TRACE");

  private HttpMethods() {}

  /** The method, or {@code _OTHER}. */
  public static String label(String method) {
    return KNOWN.contains(method) ? method : "_OTHER";
  }
}
