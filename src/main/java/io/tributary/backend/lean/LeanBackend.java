package io.tributary.backend.lean;

import io.tributary.backend.Backend;
import io.tributary.backend.Request;
import io.tributary.backend.Response;
import io.tributary.scope.Scope;
import io.vertx.core.Future;

/**
 * A backend over our own HTTP/1.1 connections. Every call is one {@link Exchange}. Confined to one
 * event loop.
 */
final class LeanBackend implements Backend {
  private final ConnectionPool connections;
  private final int maxBody;

  public LeanBackend(ConnectionPool connections, int maxBody) {
    this.connections = connections;
    this.maxBody = maxBody;
  }

  @Override
  public Future<Response> call(Request request, Scope scope) {
    try {
      return new Exchange(connections, request, scope, maxBody).start();
    } catch (RuntimeException bug) { // policies expect a failed future
      return Future.failedFuture(bug);
    }
  }
}
