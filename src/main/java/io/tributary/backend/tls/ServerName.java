package io.tributary.backend.tls;

import io.tributary.backend.address.IpLiteral;
import io.tributary.config.BackendConfig;
import io.tributary.config.TlsConfig;
import java.util.Optional;
import javax.net.ssl.SNIHostName;

/**
 * Who a backend is in TLS. Immutable.
 *
 * @param verified the name or address that its certificate must be for
 * @param announced the name that the handshake asks for (SNI, RFC 6066, 3): the same without a
 *     trailing dot, also if it is a single label; none for an address or what is no host name
 */
public record ServerName(String verified, Optional<String> announced) {
  /** The configured server name, or else the host of the origin. */
  public static ServerName of(BackendConfig backend) {
    String name = backend.tls().flatMap(TlsConfig::serverName).orElse(backend.origin().host());
    String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    return new ServerName(name, Optional.of(bare).filter(ServerName::canBeAnnounced));
  }

  private static boolean canBeAnnounced(String name) {
    return IpLiteral.parse(name).isEmpty() && isHostName(name);
  }

  /** As the JDK sees it, which has no underscores in them. */
  private static boolean isHostName(String name) {
    try {
      return !new SNIHostName(name).getAsciiName().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
