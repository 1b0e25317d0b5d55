package io.tributary.http.admission;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.http.HttpServerRequestInternal;

/**
 * A request of HTTP/2 that waits for admission. It is parsed already, so it is refused by its
 * handler, which finds no place for it. A body that it has waits, too.
 */
record HeldStream(HttpServerRequest request, Handler<HttpServerRequest> handler)
    implements WaitingRequests.Held {
  HeldStream {
    if (hasBody(request)) {
      request.pause();
    }
  }

  private static boolean hasBody(HttpServerRequest request) {
    return HttpMethod.POST.equals(request.method()) && !request.isEnded();
  }

  @Override
  public void admit() {
    if (!request.response().closed()) {
      // Reports what the handler throws, so that the other requests are not kept waiting.
      ((HttpServerRequestInternal) request).context().emit(request, handler);
      if (hasBody(request)) {
        request.resume();
      }
    }
  }

  @Override
  public void refuse() {
    admit();
  }
}
