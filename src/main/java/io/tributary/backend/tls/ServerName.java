package io.tributary.backend.tls;

import io.tributary.backend.address.IpLiteral;
import io.tributary.config.BackendConfig;
import io.tributary.config.TlsConfig;
import java.util.Optional;
import javax.net.ssl.SNIHostName;

/**
 * The server name of a backend in TLS. Immutable.
 *
 * @param verified the name or address that its certificate must match
 * @param announced the name sent in the handshake (SNI, RFC 6066, 3): {@code verified} without a
 *     trailing dot, also if it is a single label; empty for an address or an invalid host name
 */
public record ServerName(String verified, Optional<String> announced) {
  /** Returns the configured server name, or otherwise the host of the origin. */
  public static ServerName of(BackendConfig backend) {
    String name = backend.tls().flatMap(TlsConfig::serverName).orElse(backend.origin().host());
    String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    return new ServerName(name, Optional.of(bare).filter(ServerName::canBeAnnounced));
  }

  private static boolean canBeAnnounced(String name) {
    return IpLiteral.parse(name).isEmpty() && isHostName(name);
  }

  /** Whether the JDK accepts the name as a host name. It rejects underscores. */
  private static boolean isHostName(String name) {
    try {
      return !new SNIHostName(name).getAsciiName().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
