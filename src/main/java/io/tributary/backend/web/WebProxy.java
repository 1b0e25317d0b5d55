package io.tributary.backend.web;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.tributary.backend.ProxySettings;
import io.tributary.config.BackendConfig;
import io.tributary.config.Origin;
import io.tributary.config.ProxyConfig;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;

/**
 * How a Web Client calls a backend through its proxy. Immutable.
 *
 * <p>For a backend with TLS, an HTTP proxy opens a tunnel ({@code CONNECT}). Without TLS it
 * receives each request in absolute-form (RFC 9112, 3.2.2), because Vert.x offers nothing else. A
 * SOCKS5 proxy always opens a tunnel.
 */
final class WebProxy {
  private final ProxyConfig settings;
  private final Duration connectTimeout;
  private final SocketAddress backend;
  private final String targetStart;

  WebProxy(ProxyConfig settings, BackendConfig backend) {
    Origin origin = backend.origin();
    this.settings = settings;
    this.connectTimeout = backend.timeout();
    this.backend = SocketAddress.inetSocketAddress(origin.port(), origin.host());
    this.targetStart =
        settings.type() == ProxyConfig.Type.HTTP && !origin.secure()
            ? "http://" + origin.authority()
            : "";
  }

  /** The backend's address by name. The proxy resolves the name. */
  SocketAddress backend() {
    return backend;
  }

  /** The proxy at one of its addresses. */
  ProxyOptions at(SocketAddress address) {
    return ProxySettings.at(address, settings, connectTimeout);
  }

  /** The target to write in the request line. */
  String target(String originForm) {
    return targetStart + originForm;
  }

  /** Whether this status of a response can only come from the proxy. */
  boolean isRefusal(int status) {
    return !targetStart.isEmpty()
        && status == HttpResponseStatus.PROXY_AUTHENTICATION_REQUIRED.code();
  }
}
