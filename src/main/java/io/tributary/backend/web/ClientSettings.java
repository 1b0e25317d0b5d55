package io.tributary.backend.web;

import io.tributary.backend.ConnectionLimits;
import io.tributary.backend.tls.ServerName;
import io.tributary.config.BackendConfig;
import io.tributary.config.Protocol;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The options of a backend's Web Client and of its connection pool. Stateless. */
final class ClientSettings {
  private static final int CLEANER_MILLIS = 1000;

  /** HTTP/2 connections for each event loop. All calls share one, also while it is being opened. */
  private static final int HTTP2_CONNECTIONS = 1;

  private static final int HTTP2_STREAM_WINDOW = 256 * 1024;
  private static final int HTTP2_CONNECTION_WINDOW = 4 * 1024 * 1024;

  /**
   * HTTP/2 counts 32 bytes for a field besides its name and value (RFC 9113, 6.5.2), which makes a
   * head of short fields up to seven times as large. {@link Http2HeadGuard} counts as on HTTP/1.1.
   * Netty's limit is for the connection: a head far above it closes the connection for all streams.
   */
  private static final int HEADER_LIST_FACTOR = 16;

  private ClientSettings() {}

  static WebClientOptions client(BackendConfig backend) {
    WebClientOptions options =
        new WebClientOptions()
            .setUserAgentEnabled(false)
            .setFollowRedirects(false)
            .setKeepAlive(true);
    options
        .setDecompressionSupported(false)
        .setKeepAliveTimeout((int) ConnectionLimits.KEEP_ALIVE.toSeconds())
        .setHttp2KeepAliveTimeout((int) ConnectionLimits.KEEP_ALIVE.toSeconds())
        .setMaxHeaderSize(backend.maxHead())
        .setMaxInitialLineLength(backend.maxHead())
        .setHttp2ClearTextUpgrade(false)
        .setHttp2MultiplexingLimit(ConnectionLimits.SPARE_FACTOR * backend.maxConcurrent())
        .setHttp2ConnectionWindowSize(HTTP2_CONNECTION_WINDOW)
        .setInitialSettings(
            new Http2Settings()
                .setPushEnabled(false)
                .setInitialWindowSize(HTTP2_STREAM_WINDOW)
                .setMaxHeaderListSize((long) HEADER_LIST_FACTOR * backend.maxHead()))
        .setConnectTimeout((int) backend.timeout().toMillis())
        .setForceSni(ServerName.of(backend).announced().isPresent())
        .setSsl(backend.origin().secure());
    setProtocol(options, backend);
    return options;
  }

  static PoolOptions pool(BackendConfig backend) {
    int spare = ConnectionLimits.SPARE_FACTOR * backend.maxConcurrent();
    return new PoolOptions()
        .setHttp1MaxSize(spare)
        .setHttp2MaxSize(HTTP2_CONNECTIONS)
        .setMaxWaitQueueSize(spare)
        .setCleanerPeriod(CLEANER_MILLIS)
        .setMaxLifetime((int) ConnectionLimits.MAX_AGE.toSeconds())
        .setMaxLifetimeUnit(TimeUnit.SECONDS);
  }

  private static void setProtocol(WebClientOptions options, BackendConfig backend) {
    boolean secure = backend.origin().secure();
    boolean http2 =
        backend.protocol() == Protocol.HTTP_2 || (secure && backend.protocol() == Protocol.AUTO);
    options.setProtocolVersion(http2 ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1);
    if (secure && http2) {
      options
          .setUseAlpn(true)
          .setAlpnVersions(
              backend.protocol() == Protocol.AUTO
                  ? List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1)
                  : List.of(HttpVersion.HTTP_2));
    }
    if (secure) {
      options.setVerifyHost(true);
    }
  }
}
