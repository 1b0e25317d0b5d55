package io.tributary.http.admission;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/**
 * A request of HTTP/2 that waits for admission. It is parsed already, so it is refused by its
 * handler, which finds no place for it.
 */
record HeldStream(HttpServerRequest request, Handler<HttpServerRequest> handler)
    implements WaitingRequests.Held {
  @Override
  public void admit() {
    if (!request.response().closed()) {
      handler.handle(request);
    }
  }

  @Override
  public void refuse() {
    admit();
  }
}
