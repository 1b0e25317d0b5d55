package io.tributary.backend;

import io.tributary.scope.Scope;
import io.vertx.core.Future;

/**
 * The innermost backend of one event loop, which owns its connections. Confined to that event loop.
 *
 * @param calls makes the calls
 * @param connections closes all connections
 */
public record TransportBackend(Backend calls, Runnable connections) implements Backend {
  @Override
  public Future<Response> call(Request request, Scope scope) {
    return calls.call(request, scope);
  }

  /** Closes all connections and cancels all timers. No call may be under way or follow. */
  public void close() {
    connections.run();
  }
}
