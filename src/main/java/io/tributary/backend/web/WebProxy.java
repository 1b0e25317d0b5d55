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
 * <p>An HTTP proxy is asked for a tunnel ({@code CONNECT}) when the backend is called over TLS.
 * Without TLS it gets each request itself, in absolute-form (RFC 9112, 3.2.2): Vert.x offers
 * nothing else. A SOCKS5 proxy is always a tunnel.
 */
final class WebProxy {
  private final ProxyConfig settings;
  private final Duration connectTimeout;
  private final SocketAddress backend;
  private final String targetStart;

  WebProxy(ProxyConfig settings, BackendConfig backend, Duration connectTimeout) {
    Origin origin = backend.origin();
    this.settings = settings;
    this.connectTimeout = connectTimeout;
    this.backend = SocketAddress.inetSocketAddress(origin.port(), origin.host());
    this.targetStart =
        settings.type() == ProxyConfig.Type.HTTP && !origin.secure()
            ? "http://" + origin.authority()
            : "";
  }

  /** The backend by its name, which the proxy resolves. */
  SocketAddress backend() {
    return backend;
  }

  /** The proxy at one of its addresses. */
  ProxyOptions at(SocketAddress address) {
    return ProxySettings.at(address, settings, connectTimeout);
  }

  /** A request's target as the first line has it. */
  String target(String originForm) {
    return targetStart + originForm;
  }

  /** Whether only a proxy answers with that status, and to a request that it was sent itself. */
  boolean isRefusal(int status) {
    return !targetStart.isEmpty()
        && status == HttpResponseStatus.PROXY_AUTHENTICATION_REQUIRED.code();
  }
}
