package io.tributary.app;

import io.tributary.http.PublicServer;
import io.tributary.http.Routes;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The generation in force on all event loops, and those that retire: their requests may go on until
 * their deadline. Thread-safe, but replace one generation at a time.
 */
final class Generations {
  /** Connections of replaced backends stay open until their generation has retired. */
  private static final int MOST_RETIRING = 16;

  private final Vertx vertx;
  private final GenerationFactory factory;
  private final Observers observers;
  private final List<EventLoopVerticle> loops = new ArrayList<>();
  private final Deque<Retiring> retiring = new ArrayDeque<>();
  private volatile Generation current;
  private volatile Duration longestCall;

  private record Retiring(Duration deadline, Future<Void> over) {}

  /** Creates the event loops. They serve the first generation once they are deployed. */
  Generations(Vertx vertx, int loops, GenerationFactory factory, Generation first) {
    this.vertx = vertx;
    this.factory = factory;
    this.observers = factory.observers();
    this.current = first;
    this.longestCall = first.settings().deadline();
    for (int i = 0; i < loops; i++) {
      this.loops.add(new EventLoopVerticle(first, () -> longestCall, observers));
    }
  }

  /** Starts a server on each event loop. */
  Future<List<PublicServer>> deploy() {
    current.backends().forEach(SharedBackend::begin);
    observers.generations().inForce(current.loaded().config());
    // join instead of all: closing the Vertx while a verticle starts would fail that verticle twice
    return Future.join(loops.stream().map(vertx::deployVerticle).toList())
        .map(_ -> loops.stream().map(EventLoopVerticle::server).toList());
  }

  Generation current() {
    return current;
  }

  /**
   * Prepares the next generation on every event loop, and then has all of them use it. If anything
   * fails, nothing has changed.
   */
  Future<Generation> replace(LoadedConfig loaded) {
    Generation old = current;
    return room()
        .compose(_ -> vertx.executeBlocking(() -> factory.next(loaded, old), false))
        .compose(next -> prepared(next, old).map(routes -> swap(old, next, routes)));
  }

  /** Completes when there is room for one more generation that retires. */
  private synchronized Future<Void> room() {
    return retiring.size() < MOST_RETIRING ? Future.succeededFuture() : retiring.getFirst().over();
  }

  private Future<List<Routes>> prepared(Generation next, Generation old) {
    return Future.join(loops.stream().map(loop -> loop.prepare(next)).toList())
        .map(CompositeFuture::<Routes>list)
        .recover(cause -> close(next.backendsNotIn(old)).compose(_ -> Future.failedFuture(cause)));
  }

  /** Synchronized, so that what {@link #retired} calls the current one is that of new requests. */
  private synchronized Generation swap(Generation old, Generation next, List<Routes> routes) {
    Set<SharedBackend> gone = old.backendsNotIn(next);
    gone.forEach(SharedBackend::end);
    next.backendsNotIn(old).forEach(SharedBackend::begin);
    retire(old, gone, next);
    observers.generations().inForce(next.loaded().config());
    factory.settings().openapi().use(next.loaded().config());
    for (int i = 0; i < routes.size(); i++) {
      loops.get(i).use(routes.get(i));
    }
    current = next; // last, since operators who see it expect that requests are served by it
    return next;
  }

  private synchronized void retire(
      Generation old, Collection<SharedBackend> gone, Generation next) {
    Promise<Void> passed = Promise.promise();
    long _ = vertx.setTimer(1 + old.longestUse().toMillis(), _ -> passed.complete());
    Promise<Void> over = Promise.promise();
    Retiring retired = new Retiring(old.settings().deadline(), over.future());
    retiring.add(retired);
    measure(next);
    passed.future().compose(_ -> close(gone)).onComplete(_ -> retired(retired)).onComplete(over);
  }

  private synchronized void retired(Retiring one) {
    retiring.remove(one);
    measure(current);
    observers.generations().retired(current.loaded().config());
  }

  private void measure(Generation newest) {
    longestCall =
        Collections.max(
            Stream.concat(
                    retiring.stream().map(Retiring::deadline),
                    Stream.of(newest.settings().deadline()))
                .toList());
  }

  private Future<Void> close(Collection<SharedBackend> gone) {
    gone.forEach(SharedBackend::close);
    return Future.join(loops.stream().map(loop -> loop.close(gone)).toList()).mapEmpty();
  }

  /** Stops watching the files of the current backends. */
  void stop() {
    current.backends().forEach(SharedBackend::close);
  }
}
