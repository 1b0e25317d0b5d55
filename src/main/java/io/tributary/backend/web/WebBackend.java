package io.tributary.backend.web;

import io.tributary.backend.Backend;
import io.tributary.backend.Request;
import io.tributary.backend.Response;
import io.tributary.scope.Scope;
import io.vertx.core.Future;

/**
 * A backend behind a Web Client. Every call is one {@link WebExchange}. Confined to one event loop.
 */
final class WebBackend implements Backend {
  private final WebConnections connections;

  WebBackend(WebConnections connections) {
    this.connections = connections;
  }

  @Override
  public Future<Response> call(Request request, Scope scope) {
    try {
      return new WebExchange(connections, request, scope).start();
    } catch (RuntimeException bug) { // policies expect a failed future
      return Future.failedFuture(bug);
    }
  }
}
