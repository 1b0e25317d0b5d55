package io.tributary.backend;

import io.tributary.config.BackendConfig;
import io.tributary.config.Origin;
import io.tributary.config.ProxyConfig;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;

/**
 * The proxy of a backend in the form that Vert.x wants. A proxied backend is never looked up: its
 * proxy is, and gets the backend's name.
 */
public final class ProxySettings {
  private ProxySettings() {}

  /** Where the connections for a backend lead first: to its proxy, or else to itself. */
  public static Origin firstHop(BackendConfig backend) {
    return backend
        .proxy()
        .map(proxy -> new Origin(Origin.Scheme.HTTP, proxy.host(), proxy.port()))
        .orElse(backend.origin());
  }

  /**
   * The proxy at one of its addresses.
   *
   * @param connectTimeout the longest time from the connection to the proxy until it has made the
   *     one to the backend
   */
  public static ProxyOptions at(SocketAddress address, ProxyConfig proxy, Duration connectTimeout) {
    return new ProxyOptions()
        .setType(
            switch (proxy.type()) {
              case HTTP -> ProxyType.HTTP;
              case SOCKS5 -> ProxyType.SOCKS5;
            })
        .setHost(address.host())
        .setPort(address.port())
        .setConnectTimeout(connectTimeout);
  }
}
