package io.tributary.config;

/**
 * The proxy between this service and a backend. Immutable.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param port from 1 to 65535
 */
public record ProxyConfig(Type type, String host, int port) {

  /** The protocol that the proxy speaks. */
  public enum Type {
    /** {@code CONNECT} of HTTP/1.1; the Web Client without TLS sends it requests instead. */
    HTTP("http"),
    SOCKS5("socks5");

    private final String word;

    Type(String word) {
      this.word = word;
    }

    /** How the configuration file spells it. */
    public String word() {
      return word;
    }
  }
}
