package io.tributary.http.admission;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.http.HttpServerRequestInternal;

/**
 * A request of HTTP/2 that waits for admission. It is parsed already, so it is refused by its
 * handler, which finds no place for it.
 */
record HeldStream(HttpServerRequest request, Handler<HttpServerRequest> handler)
    implements WaitingRequests.Held {
  @Override
  public void admit() {
    if (!request.response().closed()) {
      // Reports what the handler throws, so that the other requests are not kept waiting.
      ((HttpServerRequestInternal) request).context().emit(request, handler);
    }
  }

  @Override
  public void refuse() {
    admit();
  }
}
