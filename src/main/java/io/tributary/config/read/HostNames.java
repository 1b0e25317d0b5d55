package io.tributary.config.read;

import io.tributary.config.AddressLiteral;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SNIHostName;

/** Checks the hosts that a configuration names. Never asks DNS. */
final class HostNames {
  static final String RULE = "letters, digits, - _ and . for a name, or an IP address";

  private static final int LONGEST = 253;
  private static final String LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
  private static final Pattern NAME = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*+\\.?");
  private static final Pattern NUMERIC = Pattern.compile("(?:.*\\.)?[0-9]+\\.?");

  private HostNames() {}

  /** A name or an IPv4 address, as it stands in a URL. */
  static boolean isNameOrIpv4(String host) {
    return NUMERIC.matcher(host).matches()
        ? AddressLiteral.parse(host).isPresent()
        : host.length() <= LONGEST && NAME.matcher(host).matches();
  }

  /** An IPv4 address, or an IPv6 address without brackets. */
  static boolean isAddress(String host) {
    return AddressLiteral.parse(host).isPresent();
  }

  /** An IPv6 address without brackets. */
  static boolean isIpv6(String host) {
    return host.indexOf(':') >= 0 && AddressLiteral.parse(host).isPresent();
  }

  /** A host for {@code proxy.host}: a name or an address, IPv6 without brackets. */
  static Optional<String> read(ConfigValue value) {
    return value
        .text()
        .flatMap(
            host ->
                isNameOrIpv4(host) || isIpv6(host)
                    ? Optional.of(host)
                    : value.refuse("must be a host: " + RULE));
  }

  /** A name that TLS can send as SNI: no address and no underscore. */
  static Optional<String> readServerName(ConfigValue value) {
    return value
        .text()
        .flatMap(
            name ->
                isServerName(name)
                    ? Optional.of(name)
                    : value.refuse("must be a DNS name (letters, digits, - and .), no IP address"));
  }

  private static boolean isServerName(String name) {
    if (NUMERIC.matcher(name).matches() || !isNameOrIpv4(name)) {
      return false;
    }
    try {
      return new SNIHostName(name).getAsciiName().equalsIgnoreCase(name);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
