package io.tributary.app;

import io.tributary.http.PublicServer;
import io.tributary.http.PublicSettings;
import io.tributary.http.Routes;
import io.tributary.metrics.LagProbe;
import io.tributary.scope.Clock;
import io.tributary.scope.TimerWheel;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one event loop owns: its clock, its transports, the routes of the generation in force, and a
 * server before them.
 */
final class EventLoopVerticle extends VerticleBase {
  private final Generation first;
  private final PublicSettings settings;
  private final Observers observers;

  /** Those of the generation in force: the one thing that a request reads of it. */
  private volatile Handler<HttpServerRequest> routes = request -> {};

  private @Nullable PublicServer server;

  EventLoopVerticle(Generation first, PublicSettings settings, Observers observers) {
    this.first = first;
    this.settings = settings;
    this.observers = observers;
  }

  @Override
  public Future<?> start() {
    LagProbe.start(vertx, observers.loopLag());
    use(first);
    return PublicServer.listen(vertx, request -> routes.handle(request), settings)
        .onSuccess(listening -> server = listening);
  }

  /** From the next request on. To be called on this event loop. */
  private void use(Generation generation) {
    Clock clock = new TimerWheel(Clock.of(vertx));
    Transports transports =
        new Transports(
            vertx, generation.tls(), clock, settings.deadline(), observers.connections());
    routes = new Routes(vertx, generation.plansOver(transports), clock, settings);
  }

  PublicServer server() {
    return Objects.requireNonNull(server, "not started");
  }
}
