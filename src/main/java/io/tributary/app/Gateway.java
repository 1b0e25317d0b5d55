package io.tributary.app;

import io.tributary.aggregate.Metrics;
import io.tributary.backend.BackendSpec;
import io.tributary.backend.policy.Pipeline;
import io.tributary.config.BackendConfig;
import io.tributary.config.Config;
import io.tributary.http.AdmissionLimit;
import io.tributary.http.ConnectionDraining;
import io.tributary.http.PublicServer;
import io.tributary.http.PublicSettings;
import io.tributary.scope.Clock;
import io.tributary.transform.Transform;
import io.tributary.transform.Workers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The public side, whole: workers, backends and a server on every event loop. Built once per {@code
 * Vertx}.
 */
final class Gateway {
  private final ConnectionDraining closing;
  private final AdmissionLimit door;
  private final Workers workers;
  private final List<PublicServer> servers;

  private Gateway(
      ConnectionDraining closing,
      AdmissionLimit door,
      Workers workers,
      List<PublicServer> servers) {
    this.closing = closing;
    this.door = door;
    this.workers = workers;
    this.servers = servers;
  }

  /** Builds the object graph and listens. */
  static Future<Gateway> start(
      Vertx vertx, int loops, Config config, Map<String, Transform> transforms, Metrics metrics) {
    Clock clock = Clock.of(vertx);
    Map<String, Pipeline> backends = new LinkedHashMap<>();
    for (BackendConfig backend : config.backends()) {
      BackendSpec spec = PlanFactory.spec(backend);
      backends.put(spec.name(), new Pipeline(spec, clock));
    }
    ConnectionDraining closing = new ConnectionDraining();
    AdmissionLimit door = new AdmissionLimit(config.server().maxInFlight());
    PublicSettings settings =
        new PublicSettings(
            config.server().host(),
            sharedPort(config.server().port()),
            config.deadline(),
            door,
            closing,
            metrics);
    return Workers.start(
            vertx, config.transforms().workers(), config.transforms().queue(), clock, metrics)
        .compose(
            workers -> {
              PlanFactory assembly = new PlanFactory(config, backends, transforms, workers);
              List<EventLoopVerticle> verticles = new ArrayList<>();
              for (int i = 0; i < loops; i++) {
                verticles.add(new EventLoopVerticle(assembly, settings));
              }
              return deploy(vertx, verticles)
                  .map(servers -> new Gateway(closing, door, workers, servers));
            });
  }

  /**
   * Servers that ask for the same negative port share one free port; with 0 each would get its own.
   */
  private static int sharedPort(int port) {
    return port == 0 ? -1 : port;
  }

  private static Future<List<PublicServer>> deploy(Vertx vertx, List<EventLoopVerticle> verticles) {
    // join, not all: closing a Vertx while one is still starting would fail that one twice
    return Future.join(verticles.stream().map(vertx::deployVerticle).toList())
        .map(_ -> verticles.stream().map(EventLoopVerticle::server).toList());
  }

  int port() {
    return servers.getFirst().port();
  }

  int inFlight() {
    return door.inside();
  }

  int queued() {
    return workers.queued();
  }

  /** From now on connections are closed after their answers. */
  void closeConnectionsAfterAnswers() {
    closing.begin();
  }

  /** Stops accepting and waits that long for what is in flight. */
  Future<Void> shutdown(Duration drain) {
    return Future.join(servers.stream().map(server -> server.shutdown(drain)).toList()).mapEmpty();
  }
}
