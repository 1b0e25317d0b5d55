package io.tributary.app;

import io.tributary.aggregate.BackgroundCalls;
import io.tributary.config.Config;
import io.tributary.config.HeaderConfig;
import io.tributary.config.MachineLimits;
import io.tributary.http.ConnectionDraining;
import io.tributary.http.Cors;
import io.tributary.http.PublicLimits;
import io.tributary.http.PublicSettings;
import io.tributary.http.PublicTls;
import io.tributary.http.ServerObserver;
import io.tributary.http.admission.AdmissionLimit;
import io.tributary.openapi.ApiDocument;
import io.tributary.scope.ByteBudget;
import io.tributary.server.ConnectionLimit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The settings of the public servers, of which a reload changes only some. The others are {@link
 * RestartSettings}. Immutable, except for the shared state of its members.
 *
 * @param started the configuration that the servers were started with
 */
record ServerSettings(
    Config started,
    PublicLimits limits,
    ConnectionDraining draining,
    Optional<PublicTls> tls,
    ApiDocument openapi,
    Observers observers,
    BackgroundCalls background) {

  /** The settings of servers that start with this configuration. */
  static ServerSettings of(
      Config started, Optional<PublicTls> tls, ApiDocument openapi, Observers observers) {
    PublicLimits limits = limits(started, observers.server());
    return new ServerSettings(
        started,
        limits,
        new ConnectionDraining(),
        tls,
        openapi,
        observers,
        new BackgroundCalls(
            started.server().maxBackground(),
            limits.bytes(),
            observers.requests(),
            () -> ThreadLocalRandom.current().nextDouble()));
  }

  private static PublicLimits limits(Config config, ServerObserver observer) {
    Config.Server server = config.server();
    AdmissionLimit admission = new AdmissionLimit(server.maxInFlight());
    return new PublicLimits(
        admission,
        new ConnectionLimit(
            (int) Math.min(server.maxConnections(), descriptors(config)),
            admission::overloaded,
            System::nanoTime,
            observer::connectionCut),
        new ByteBudget(server.maxBytesInFlight()),
        server.headTimeout(),
        server.writeTimeout());
  }

  /** The descriptors for clients: those for management, backends and the JVM are not among them. */
  private static long descriptors(Config config) {
    return MachineLimits.ofThisProcess().mostConnections(config.management().maxConnections());
  }

  /** The settings with what a reload to this configuration changes. */
  PublicSettings with(Config next) {
    return new PublicSettings(
        started.server().host(),
        sharedPort(started.server().port()),
        next.deadline(),
        limits,
        draining,
        next.server().trustedProxies(),
        next.server().cors().map(cors -> new Cors(cors, exposed(next))),
        next.server().compression(),
        tls,
        next.server().openapi() ? Optional.of(openapi) : Optional.empty(),
        next.tracing(),
        observers.requests(),
        observers.server(),
        background,
        next.server().maxRequestBody());
  }

  /** The headers of backends that pages may read. */
  private static List<String> exposed(Config config) {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    config.aggregates().stream()
        .flatMap(aggregate -> aggregate.headers().stream())
        .filter(header -> header.passes() && !header.is(HeaderConfig.SET_COOKIE))
        .forEach(header -> names.add(header.name()));
    return List.copyOf(names);
  }

  /**
   * Vert.x servers with the same negative port share one free port. With port 0 each server would
   * get its own.
   */
  private static int sharedPort(int port) {
    return port == 0 ? -1 : port;
  }
}
