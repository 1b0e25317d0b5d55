package io.tributary.console;

import java.util.Map;

/** Where the service reaches its own public port. Immutable. */
public record PublicAddress(String host, int port, boolean tls) {
  private static final Map<String, String> EVERYWHERE = Map.of("0.0.0.0", "127.0.0.1", "::", "::1");

  /** The address of a server that listens there. */
  public static PublicAddress of(String listening, int port, boolean tls) {
    return new PublicAddress(EVERYWHERE.getOrDefault(listening, listening), port, tls);
  }
}
