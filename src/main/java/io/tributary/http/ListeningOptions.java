package io.tributary.http;

import io.tributary.server.ClientConnections;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The options with which the public server listens. Stateless. */
final class ListeningOptions {
  private static final int BACKLOG = 1024;

  /** In bytes, counted as on HTTP/1.1 with 32 more for each field (RFC 9113, 6.5.2). */
  private static final int MAX_HEADER_LIST = 16 * 1024;

  /** Requests at a time on one connection of HTTP/2. */
  private static final int MAX_STREAMS = 100;

  /**
   * Longer than the usual idle timeout of load balancers (60 s), so that they close connections
   * first. A connection with a request in progress is not idle.
   */
  private static final int IDLE_SECONDS = 75;

  private ListeningOptions() {}

  /** The options for these settings. */
  static HttpServerOptions of(PublicSettings settings) {
    HttpServerOptions options = plain(settings);
    settings
        .tls()
        .ifPresent(
            tls ->
                options
                    .setSsl(true)
                    .setKeyCertOptions(tls.current())
                    .setSslHandshakeTimeout(
                        ClientConnections.handshakeTimeout(settings.limits().headTimeout())
                            .toMillis())
                    .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                    .setUseAlpn(true)
                    .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
                    .setInitialSettings(
                        new Http2Settings()
                            .setMaxConcurrentStreams(MAX_STREAMS)
                            .setMaxHeaderListSize(MAX_HEADER_LIST)));
    return options;
  }

  private static HttpServerOptions plain(PublicSettings settings) {
    return new HttpServerOptions()
        .setHost(settings.host())
        .setPort(settings.port())
        .setAcceptBacklog(BACKLOG)
        .setMaxInitialLineLength(PublicServer.MAX_REQUEST_LINE)
        .setIdleTimeout(IDLE_SECONDS)
        .setHttp2ClearTextEnabled(false)
        // WebSocket is not supported. Its extensions would inspect every request and response.
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setHandle100ContinueAutomatically(false)
        .setDecompressionSupported(false);
  }
}
