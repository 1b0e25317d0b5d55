package io.tributary.backend.web;

import io.tributary.backend.tls.BackendTls;
import io.tributary.scope.Clock;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A backend's Web Client, which is replaced when connections hang while they are being opened.
 * Confined to one event loop.
 *
 * <p>Vert.x limits the time to connect and to complete the TLS handshake, but not the time until
 * the SETTINGS frame of HTTP/2 arrives. Such a connection would be kept until the backend closes
 * it. Only closing the client ends it.
 */
final class RenewedClient {
  private final Supplier<HttpClient> factory;
  private final WebClientOptions options;
  private final Optional<BackendTls> tls;
  private final Clock clock;
  private final Supplier<Duration> longestCall;
  private HttpClient pool;
  private WebClient client;
  private long madeAt;
  private boolean renewing;
  private @Nullable ClientSSLOptions tlsInForce;

  /** Those that are still to be closed, each with its timer. */
  private final IdentityHashMap<HttpClient, Clock.Timer> replaced = new IdentityHashMap<>();

  private Clock.Timer renewal = () -> {};

  /**
   * Creates the first client.
   *
   * @param factory makes a client with a connection pool
   * @param longestCall a client that was replaced is closed after this time: no call needs it
   */
  RenewedClient(
      Supplier<HttpClient> factory,
      WebClientOptions options,
      Optional<BackendTls> tls,
      Clock clock,
      Supplier<Duration> longestCall) {
    this.factory = factory;
    this.options = options;
    this.tls = tls;
    this.clock = clock;
    this.longestCall = longestCall;
    this.pool = factory.get();
    this.client = wrapped(pool);
    this.madeAt = clock.nanoTime();
  }

  private WebClient wrapped(HttpClient made) {
    return WebClientInternals.intercepted(WebClient.wrap(made, options));
  }

  /** The client for the next request, with the TLS options in force. */
  WebClient current() {
    tls.ifPresent(settings -> use(settings.current()));
    return client;
  }

  /** Applies new TLS options. New options start a new pool, and the old pool drains. */
  @SuppressWarnings("ReferenceEquality") // new options are a new object
  private void use(ClientSSLOptions newest) {
    if (newest != tlsInForce) {
      tlsInForce = newest;
      var _ = client.updateSSLOptions(newest);
    }
  }

  /**
   * A connection was not open in time. Replaces an HTTP/2 client, at once or when it is no longer
   * young: a call may still wait for a connection of a young one. So two clients exist at a time,
   * and a third one for a moment at most.
   */
  void hangs() {
    if (options.getProtocolVersion() != HttpVersion.HTTP_2 || renewing) {
      return;
    }
    renewing = true;
    long notBefore = madeAt + longestCall.get().toNanos();
    if (clock.nanoTime() - notBefore >= 0) {
      renew();
    } else {
      renewal = clock.at(notBefore, this::renew);
    }
  }

  private void renew() {
    HttpClient old = pool;
    pool = factory.get();
    client = wrapped(pool);
    madeAt = clock.nanoTime();
    tlsInForce = null;
    renewing = false;
    replaced.put(old, clock.after(longestCall.get().toNanos(), () -> closeReplaced(old)));
  }

  private void closeReplaced(HttpClient old) {
    Clock.Timer end = replaced.remove(old);
    if (end != null) {
      end.cancel();
      WebClientInternals.close(old);
    }
  }

  /** Closes the client and those that it replaced. */
  void close() {
    renewal.cancel();
    List.copyOf(replaced.keySet()).forEach(this::closeReplaced);
    WebClientInternals.close(pool);
  }
}
