package io.tributary.backend;

import io.tributary.config.BackendConfig;
import io.tributary.config.Origin;
import io.tributary.config.ProxyConfig;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;

/**
 * Converts the proxy of a backend to Vert.x options. The name of a proxied backend is resolved by
 * its proxy and never by Tributary. Stateless.
 */
public final class ProxySettings {
  private ProxySettings() {}

  /** The origin that connections are opened to: the proxy if there is one, or the backend. */
  public static Origin firstHop(BackendConfig backend) {
    return backend
        .proxy()
        .map(proxy -> new Origin(Origin.Scheme.HTTP, proxy.host(), proxy.port()))
        .orElse(backend.origin());
  }

  /**
   * The proxy at one of its addresses.
   *
   * @param connectTimeout limits the time in which the proxy connects to the backend
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
