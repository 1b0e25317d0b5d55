package io.tributary.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** The head of a response of events. Confined to one event loop. */
record EventHead(HttpServerRequest request, StreamFormat format, String vary) {
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

  /**
   * Whether a browser has got the last event already. It asks again after every end of events,
   * unless the page has told it not to.
   */
  boolean repeated() {
    return format == StreamFormat.EVENTS
        && StreamEvent.LAST_ID.equals(request.getHeader("Last-Event-ID"));
  }

  /** Sets the head of the response that ends these repetitions, and returns its body. */
  ResponseBody noContent() {
    putForAll().setStatusCode(204);
    return new ResponseBody(0);
  }

  /** Sets the headers. */
  void put() {
    putForAll()
        .putHeader(HttpHeaders.CONTENT_TYPE, format.mediaType())
        .putHeader("X-Accel-Buffering", "no"); // nginx would hold events back
  }

  private HttpServerResponse putForAll() {
    HttpServerResponse response = request.response();
    if (!vary.isEmpty()) {
      response.putHeader(HttpHeaders.VARY, vary);
    }
    return response.putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
  }
}
