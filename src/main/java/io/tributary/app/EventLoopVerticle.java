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
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Owns everything that belongs to one event loop: its clock, its backends, the routes in force and
 * a server. Once it is deployed, any thread may call its methods.
 */
final class EventLoopVerticle extends VerticleBase {
  private final Supplier<Duration> longestCall;
  private final Observers observers;

  /** The routes of the current generation. Each request reads them once. */
  private volatile @Nullable Routes routes;

  /** Kept until the start only: later generations replace it. */
  private @Nullable Generation first;

  private @Nullable Loop loop;
  private @Nullable PublicServer server;

  /** What all generations use. */
  private record Loop(LoopBackends backends, Admission admission, Clock clock) {}

  /**
   * Creates it for a first generation.
   *
   * @param longestCall the longest that a call under way can take
   */
  EventLoopVerticle(Generation first, Supplier<Duration> longestCall, Observers observers) {
    this.first = first;
    this.longestCall = longestCall;
    this.observers = observers;
  }

  @Override
  public Future<?> start() {
    LagProbe.start(vertx, observers.loopLag());
    Generation generation = Objects.requireNonNull(first, "started before");
    first = null;
    Loop made = loop(generation.settings());
    loop = made;
    return prepare(generation, made)
        .onSuccess(this::use)
        .compose(
            _ ->
                PublicServer.listen(
                    vertx, this::routes, made.admission(), made.clock(), generation.settings()))
        .onSuccess(listening -> server = listening);
  }

  private Loop loop(PublicSettings settings) {
    Clock clock = new TimerWheel(Clock.of(vertx));
    TransportContext transports =
        new TransportContext(
            vertx, HostResolver.of(vertx), clock, longestCall, observers.connections());
    return new Loop(
        new LoopBackends(observers.calls().apply(new Transports(transports))),
        settings.admission(
            clock,
            task -> context.runOnContext(_ -> task.run()),
            request -> routes().originHeaders().lines(request)),
        clock);
  }

  private Routes routes() {
    return Objects.requireNonNull(routes, "not started");
  }

  /** Makes the routes of a generation, and its backends that this event loop does not have. */
  Future<Routes> prepare(Generation generation) {
    return onLoop(made -> prepare(generation, made));
  }

  private Future<Routes> prepare(Generation generation, Loop made) {
    Map<String, Backend> backends = made.backends().of(generation);
    return vertx
        .executeBlocking(() -> generation.endpointsOver(backends), false)
        .map(
            endpoints ->
                new Routes(
                    vertx, endpoints, made.admission(), made.clock(), generation.settings()));
  }

  /** Uses these routes from the next request on. */
  void use(Routes next) {
    routes = next;
  }

  /** Closes the connections to these backends, which no request uses any more. */
  Future<Void> close(Collection<SharedBackend> gone) {
    return onLoop(
        made -> {
          made.backends().close(gone);
          return Future.succeededFuture();
        });
  }

  private interface Work<T> {
    Future<T> with(Loop loop);
  }

  private <T> Future<T> onLoop(Work<T> work) {
    Promise<T> done = Promise.promise();
    context.runOnContext(
        _ ->
            Future.succeededFuture(Objects.requireNonNull(loop, "not started"))
                .compose(work::with)
                .onComplete(done));
    return done.future();
  }

  PublicServer server() {
    return Objects.requireNonNull(server, "not started");
  }
}
