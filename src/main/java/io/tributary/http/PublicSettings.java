package io.tributary.http;

import io.tributary.aggregate.AggregateObserver;
import io.tributary.aggregate.BackgroundCalls;
import io.tributary.config.Cidr;
import io.tributary.config.CompressionConfig;
import io.tributary.config.Config;
import io.tributary.http.admission.Admission;
import io.tributary.http.admission.OriginHeaders;
import io.tributary.http.admission.Refusals;
import io.tributary.scope.Clock;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Settings that the public servers of all event loops share. Immutable, except for the shared state
 * of its members.
 *
 * @param deadline the maximum duration of a request
 * @param trustedProxies address blocks of proxies whose forwarding headers are trusted
 * @param cors lets pages of other origins read responses
 * @param compression how responses are compressed
 * @param tls the certificate; without one the servers speak HTTP/1.1 without TLS
 * @param openapi the OpenAPI document, if clients can read it
 * @param tracing the sampling of new traces
 * @param requests observes admitted requests
 * @param server observes rejected requests and protocol errors
 * @param background makes the calls that no response waits for
 * @param maxRequestBody the bytes of a document that a client sends
 */
public record PublicSettings(
    String host,
    int port,
    Duration deadline,
    PublicLimits limits,
    ConnectionDraining draining,
    List<Cidr> trustedProxies,
    Optional<Cors> cors,
    Optional<CompressionConfig> compression,
    Optional<PublicTls> tls,
    Optional<Supplier<Future<Buffer>>> openapi,
    Config.Tracing tracing,
    AggregateObserver requests,
    ServerObserver server,
    BackgroundCalls background,
    int maxRequestBody) {

  /** Copies the list of trusted proxies. */
  public PublicSettings {
    trustedProxies = List.copyOf(trustedProxies);
  }

  /**
   * Creates the admission of one event loop.
   *
   * @param loop runs tasks on that event loop
   * @param origins those of the routes in force
   */
  public Admission admission(Clock clock, Executor loop, OriginHeaders origins) {
    Consumer<@Nullable SocketAddress> refused =
        client -> {
          server.requestRefused();
          server.responded(503);
          server.refusedUnread(client);
        };
    return new Admission(
        limits.admission(),
        limits.bytes(),
        new Refusals(refused, draining::begun, origins),
        clock,
        loop);
  }
}
