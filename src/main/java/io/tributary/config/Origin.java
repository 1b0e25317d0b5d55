package io.tributary.config;

/**
 * Where a backend listens. Immutable.
 *
 * @param host a name, an IPv4 address, or an IPv6 address without brackets
 * @param port from 1 to 65535
 */
public record Origin(Scheme scheme, String host, int port) {

  /** How bytes reach the host: in the clear or over TLS. */
  public enum Scheme {
    HTTP(80),
    HTTPS(443);

    private final int defaultPort;

    Scheme(int defaultPort) {
      this.defaultPort = defaultPort;
    }

    /** The port of a URL that names none. */
    public int defaultPort() {
      return defaultPort;
    }
  }

  /** Whether calls go over TLS. */
  public boolean secure() {
    return scheme == Scheme.HTTPS;
  }

  /**
   * The value of a {@code Host} header: the host, and the port unless it is the default of the
   * scheme. An IPv6 address is in brackets.
   */
  public String authority() {
    String shown = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return port == scheme.defaultPort() ? shown : shown + ":" + port;
  }
}
