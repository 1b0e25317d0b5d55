package io.tributary.app;

import io.tributary.config.Config;
import io.tributary.http.PublicLimits;
import io.tributary.http.PublicServer;
import io.tributary.http.PublicTls;
import io.tributary.metrics.InUse;
import io.tributary.metrics.MicrometerMetrics;
import io.tributary.openapi.ApiDocument;
import io.tributary.scope.Clock;
import io.tributary.tls.TlsFileException;
import io.tributary.transform.WorkerCapacity;
import io.tributary.transform.Workers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public side: workers, generations, and a server on every event loop. There is one for each
 * {@code Vertx}.
 */
final class Gateway {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  private final ServerSettings settings;
  private final Workers workers;
  private final Generations generations;
  private final List<PublicServer> servers;
  private final TlsWatch watch;

  private Gateway(
      ServerSettings settings,
      Workers workers,
      Generations generations,
      List<PublicServer> servers,
      TlsWatch watch) {
    this.settings = settings;
    this.workers = workers;
    this.generations = generations;
    this.servers = servers;
    this.watch = watch;
  }

  /**
   * Reads the certificates, builds the object graph and listens. Fails with {@link
   * CannotStartException} if a certificate cannot be read.
   *
   * @param openapi the document of the configuration in force
   */
  static Future<Gateway> start(
      Vertx vertx, int loops, LoadedConfig loaded, ApiDocument openapi, Observers observers) {
    return vertx
        .executeBlocking(() -> Certificates.read(loaded.config()), false)
        .recover(
            cause ->
                Future.failedFuture(
                    cause instanceof TlsFileException changed
                        ? new CannotStartException(changed.problem())
                        : cause))
        .compose(certificates -> start(vertx, loops, loaded, certificates, openapi, observers));
  }

  /** Builds the object graph and listens. */
  static Future<Gateway> start(
      Vertx vertx,
      int loops,
      LoadedConfig loaded,
      Certificates certificates,
      ApiDocument openapi,
      Observers observers) {
    Config config = loaded.config();
    Clock clock = Clock.of(vertx);
    ServerSettings settings = ServerSettings.of(config, certificates.server(), openapi, observers);
    return Workers.start(vertx, config.transforms(), clock, observers.jobs())
        .compose(
            workers -> {
              GenerationFactory factory =
                  new GenerationFactory(vertx, settings, workers, clock, observers);
              return vertx
                  .executeBlocking(() -> factory.first(loaded, certificates.backends()), false)
                  .map(first -> new Generations(vertx, loops, factory, first))
                  .compose(
                      generations ->
                          generations
                              .deploy()
                              .map(
                                  servers ->
                                      new Gateway(
                                          settings,
                                          workers,
                                          generations,
                                          servers,
                                          watch(vertx, certificates.server(), servers, clock))));
            });
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

  int port() {
    return servers.getFirst().port();
  }

  int inFlight() {
    return settings.limits().admission().inFlight();
  }

  int queued() {
    return workers.queued();
  }

  WorkerCapacity workers() {
    return workers.capacity();
  }

  /** The limits, with what is in use of each. */
  PublicLimits limits() {
    return settings.limits();
  }

  /** Logs the limits in force, and those that are lower than the configuration says. */
  void logLimits(Config.Server server) {
    int connections = limits().connections().max();
    LOG.info(
        "Limits: {} requests in flight, {} connections of clients, {} KiB read from backends and"
            + " not yet written",
        server.maxInFlight(),
        connections,
        server.maxBytesInFlight() / 1024);
    if (connections < server.maxConnections()) {
      LOG.warn(
          "server.maxConnections is {}, but the limit of open files leaves {} for clients",
          server.maxConnections(),
          connections);
    }
  }

  /** Registers gauges of what is in use. */
  void report(MicrometerMetrics metrics) {
    metrics.watch(InUse.REQUESTS, this::inFlight);
    metrics.watch(InUse.ACTIVE_REQUESTS, this::inFlight);
    metrics.watch(InUse.REQUEST_PLACES, settings.limits().admission()::places);
    metrics.watch(InUse.CONNECTIONS, settings.limits().connections()::open);
    metrics.watch(InUse.GENERATION, () -> generations.current().number());
    metrics.watch(InUse.BYTES, settings.limits().bytes()::used);
    metrics.watch(InUse.JOBS, this::queued);
    metrics.watch(InUse.WORKERS, () -> workers().able());
    metrics.watch(InUse.STUCK_WORKERS, () -> workers().stuck());
  }

  /** What is in force, and what was. */
  Generations generations() {
    return generations;
  }

  /** Closes every connection after its next response. */
  void closeConnectionsAfterResponses() {
    settings.draining().begin();
  }

  /** Waits at most this long for calls that no response waits for. */
  private Future<Void> backgroundEnds(Duration left) {
    return settings
        .background()
        .drained()
        .timeout(Math.max(1, left.toMillis()), TimeUnit.MILLISECONDS)
        .otherwiseEmpty();
  }

  /**
   * Stops accepting connections and waits at most this long for requests in flight, and for calls
   * in the background.
   */
  Future<Void> shutdown(Duration drain) {
    long until = System.nanoTime() + drain.toNanos();
    return Future.join(servers.stream().map(server -> server.shutdown(drain)).toList())
        .eventually(() -> backgroundEnds(Duration.ofNanos(until - System.nanoTime())))
        .onComplete(
            _ -> {
              watch.stop();
              generations.stop();
            })
        .mapEmpty();
  }
}
