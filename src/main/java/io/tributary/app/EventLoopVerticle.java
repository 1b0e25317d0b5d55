package io.tributary.app;

import io.tributary.backend.Backend;
import io.tributary.backend.TransportContext;
import io.tributary.backend.address.HostResolver;
import io.tributary.http.PublicServer;
import io.tributary.http.PublicSettings;
import io.tributary.http.Routes;
import io.tributary.http.admission.Admission;
import io.tributary.metrics.LagProbe;
import io.tributary.scope.Clock;
import io.tributary.scope.TimerWheel;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Owns everything that belongs to one event loop: its clock, its transports, the routes of the
 * current generation and a server.
 */
final class EventLoopVerticle extends VerticleBase {
  private final Generation first;
  private final PublicSettings settings;
  private final Observers observers;

  /** The routes of the current generation. */
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
    Clock clock = new TimerWheel(Clock.of(vertx));
    Admission admission = settings.admission(clock, task -> context.runOnContext(_ -> task.run()));
    return use(first, admission, clock)
        .compose(
            _ ->
                PublicServer.listen(
                    vertx, request -> routes.handle(request), admission, clock, settings))
        .onSuccess(listening -> server = listening);
  }

  /** Uses a generation as soon as its plans are made. Call it on this event loop. */
  private Future<Void> use(Generation generation, Admission admission, Clock clock) {
    TransportContext transports =
        new TransportContext(
            vertx,
            HostResolver.of(vertx),
            generation.tls(),
            generation.singleUses(),
            clock,
            settings.deadline(),
            observers.connections());
    Map<String, Backend> backends =
        generation.backendsOver(observers.calls().apply(new Transports(transports)));
    return vertx
        .executeBlocking(() -> generation.endpointsOver(backends), false)
        .map(endpoints -> new Routes(vertx, endpoints, admission, clock, settings))
        .onSuccess(made -> routes = made)
        .mapEmpty();
  }

  PublicServer server() {
    return Objects.requireNonNull(server, "not started");
  }
}
