package io.tributary.app;

import io.tributary.backend.tls.TlsSettings;
import io.tributary.config.Config;
import io.tributary.config.MachineLimits;
import io.tributary.config.PartConfig;
import io.tributary.config.ServerTlsConfig;
import io.tributary.http.ConnectionDraining;
import io.tributary.http.Cors;
import io.tributary.http.PublicLimits;
import io.tributary.http.PublicServer;
import io.tributary.http.PublicSettings;
import io.tributary.http.PublicTls;
import io.tributary.http.ServerObserver;
import io.tributary.http.admission.AdmissionLimit;
import io.tributary.metrics.InUse;
import io.tributary.metrics.MicrometerMetrics;
import io.tributary.openapi.ApiDocument;
import io.tributary.scope.ByteBudget;
import io.tributary.scope.Clock;
import io.tributary.server.ConnectionLimit;
import io.tributary.tls.TlsFileException;
import io.tributary.transform.CompiledExpressions;
import io.tributary.transform.WorkerCapacity;
import io.tributary.transform.Workers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The public side: workers, a generation, and a server on every event loop. There is one for each
 * {@code Vertx}.
 */
final class Gateway {
  private final ConnectionDraining draining;
  private final PublicLimits limits;
  private final Workers workers;
  private final Generation generation;
  private final List<PublicServer> servers;
  private final TlsWatch watch;

  private Gateway(
      ConnectionDraining draining,
      PublicLimits limits,
      Workers workers,
      Generation generation,
      List<PublicServer> servers,
      TlsWatch watch) {
    this.draining = draining;
    this.limits = limits;
    this.workers = workers;
    this.generation = generation;
    this.servers = servers;
    this.watch = watch;
  }

  /** All certificates of a configuration. */
  record Certificates(TlsSettings backends, Optional<PublicTls> server) {
    static Certificates read(Config config) throws TlsFileException {
      return new Certificates(TlsSettings.read(config.backends()), server(config));
    }

    static Optional<PublicTls> server(Config config) throws TlsFileException {
      Optional<ServerTlsConfig> tls = config.server().tls();
      return tls.isPresent() ? Optional.of(PublicTls.read(tls.get())) : Optional.empty();
    }
  }

  /**
   * Reads the certificates, builds the object graph and listens. Fails with {@link
   * CannotStartException} if a certificate cannot be read.
   */
  static Future<Gateway> start(Vertx vertx, int loops, LoadedConfig loaded, Observers observers) {
    return vertx
        .executeBlocking(() -> Certificates.read(loaded.config()), false)
        .recover(
            cause ->
                Future.failedFuture(
                    cause instanceof TlsFileException changed
                        ? new CannotStartException(changed.problem())
                        : cause))
        .compose(certificates -> start(vertx, loops, loaded, certificates, observers));
  }

  /** Builds the object graph and listens. */
  static Future<Gateway> start(
      Vertx vertx, int loops, LoadedConfig loaded, Certificates certificates, Observers observers) {
    Config config = loaded.config();
    Clock clock = Clock.of(vertx);
    ConnectionDraining draining = new ConnectionDraining();
    PublicLimits limits = limits(config, observers.server());
    PublicSettings settings =
        new PublicSettings(
            config.server().host(),
            sharedPort(config.server().port()),
            config.deadline(),
            limits,
            draining,
            config.server().trustedProxies(),
            config.server().cors().map(Cors::new),
            config.server().compression(),
            certificates.server(),
            config.server().openapi()
                ? Optional.of(new ApiDocument(vertx, config))
                : Optional.empty(),
            config.tracing(),
            observers.requests(),
            observers.server());
    Future<CompiledExpressions> compiling =
        vertx.executeBlocking(() -> CompiledExpressions.of(expressions(config)), false);
    return compiling.compose(
        expressions ->
            Workers.start(vertx, config.transforms(), clock, observers.jobs())
                .compose(
                    workers -> {
                      Generation generation =
                          new Generation(
                              vertx,
                              loaded,
                              expressions,
                              certificates.backends(),
                              workers,
                              clock,
                              observers);
                      List<EventLoopVerticle> verticles = new ArrayList<>();
                      for (int i = 0; i < loops; i++) {
                        verticles.add(new EventLoopVerticle(generation, settings, observers));
                      }
                      return deploy(vertx, verticles)
                          .map(
                              servers ->
                                  new Gateway(
                                      draining,
                                      limits,
                                      workers,
                                      generation,
                                      servers,
                                      watch(vertx, certificates.server(), servers, clock)));
                    }));
  }

  /** The servers of all event loops share the certificate, so one of them is told. */
  private static TlsWatch watch(
      Vertx vertx, Optional<PublicTls> tls, List<PublicServer> servers, Clock clock) {
    return TlsWatch.start(
        vertx,
        tls.stream()
            .map(
                one ->
                    new TlsWatch.Watched(
                        "server.tls", one::reload, () -> servers.getFirst().use(one)))
            .toList(),
        clock);
  }

  private static List<String> expressions(Config config) {
    return config.aggregates().stream()
        .flatMap(aggregate -> aggregate.parts().stream())
        .flatMap(part -> part.with().stream())
        .map(PartConfig.Derived::expression)
        .toList();
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

  /**
   * Vert.x servers with the same negative port share one free port. With port 0 each server would
   * get its own.
   */
  private static int sharedPort(int port) {
    return port == 0 ? -1 : port;
  }

  private static Future<List<PublicServer>> deploy(Vertx vertx, List<EventLoopVerticle> verticles) {
    // join instead of all: closing the Vertx while a verticle starts would fail that verticle twice
    return Future.join(verticles.stream().map(vertx::deployVerticle).toList())
        .map(_ -> verticles.stream().map(EventLoopVerticle::server).toList());
  }

  int port() {
    return servers.getFirst().port();
  }

  int inFlight() {
    return limits.admission().inFlight();
  }

  int queued() {
    return workers.queued();
  }

  WorkerCapacity workers() {
    return workers.capacity();
  }

  /** The limits, with what is in use of each. */
  PublicLimits limits() {
    return limits;
  }

  /** Registers gauges of what is in use. */
  void report(MicrometerMetrics metrics) {
    metrics.watch(InUse.REQUESTS, this::inFlight);
    metrics.watch(InUse.ACTIVE_REQUESTS, this::inFlight);
    metrics.watch(InUse.REQUEST_PLACES, limits.admission()::places);
    metrics.watch(InUse.CONNECTIONS, limits.connections()::open);
    metrics.watch(InUse.BYTES, limits.bytes()::used);
    metrics.watch(InUse.JOBS, this::queued);
    metrics.watch(InUse.WORKERS, () -> workers().able());
    metrics.watch(InUse.STUCK_WORKERS, () -> workers().stuck());
  }

  /** Closes every connection after its next response. */
  void closeConnectionsAfterResponses() {
    draining.begin();
  }

  /** Stops accepting connections and waits at most this long for requests in flight. */
  Future<Void> shutdown(Duration drain) {
    return Future.join(servers.stream().map(server -> server.shutdown(drain)).toList())
        .onComplete(
            _ -> {
              watch.stop();
              generation.retire();
            })
        .mapEmpty();
  }
}
