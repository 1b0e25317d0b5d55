package io.tributary.http;

import io.tributary.aggregate.AggregateObserver;
import io.tributary.config.Cidr;
import io.tributary.config.Config;
import java.time.Duration;
import java.util.List;

/**
 * Settings that the public servers of all event loops share. Immutable, except for the shared state
 * of its members.
 *
 * @param deadline the maximum duration of a request
 * @param trustedProxies address blocks of proxies whose forwarding headers are trusted
 * @param tracing the sampling of new traces
 * @param requests observes admitted requests
 * @param server observes rejected requests and protocol errors
 */
public record PublicSettings(
    String host,
    int port,
    Duration deadline,
    PublicLimits limits,
    ConnectionDraining draining,
    List<Cidr> trustedProxies,
    Config.Tracing tracing,
    AggregateObserver requests,
    ServerObserver server) {

  /** Copies the list of trusted proxies. */
  public PublicSettings {
    trustedProxies = List.copyOf(trustedProxies);
  }
}
