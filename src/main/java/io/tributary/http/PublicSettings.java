package io.tributary.http;

import io.tributary.aggregate.AggregateObserver;
import io.tributary.config.Cidr;
import io.tributary.config.Config;
import java.time.Duration;
import java.util.List;

/**
 * What the public servers of all event loops share.
 *
 * @param deadline the longest a request may take
 * @param trustedProxies whose word about their own clients is taken
 * @param tracing what share of new traces is sampled
 * @param requests observes the requests that are admitted
 * @param server observes what is refused
 */
public record PublicSettings(
    String host,
    int port,
    Duration deadline,
    AdmissionLimit admission,
    ConnectionDraining draining,
    List<Cidr> trustedProxies,
    Config.Tracing tracing,
    AggregateObserver requests,
    ServerObserver server) {

  public PublicSettings {
    trustedProxies = List.copyOf(trustedProxies);
  }
}
