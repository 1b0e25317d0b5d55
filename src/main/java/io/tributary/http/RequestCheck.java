package io.tributary.http;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;

/**
 * Refuses the requests that violate the rules for requests. Every server of the process uses it, so
 * that all ports have the same rules. Confined to one event loop.
 */
public final class RequestCheck {
  private final ResponseWriter writer;

  /** Creates a check that refuses through this writer. */
  public RequestCheck(ResponseWriter writer) {
    this.writer = writer;
  }

  /**
   * Returns whether the request keeps the rules. If it does not, it has been refused, or its
   * connection is about to close and the request is ignored.
   */
  public boolean passes(HttpServerRequest request) {
    if (ClientConnection.ended(request.connection())) {
      return false;
    }
    try {
      RequestRules.check(RequestHead.of(request));
      return true;
    } catch (BadRequestException broken) {
      refuse(request, broken.problem());
      return false;
    }
  }

  /** Refuses what the server could not read as a request. */
  public void refuseInvalid(HttpServerRequest request) {
    if (ClientConnection.ended(request.connection())) {
      return;
    }
    refuse(
        request,
        switch (request.decoderResult().cause()) {
          case BadRequestException broken -> broken.problem();
          case TooLongHttpLineException _ -> Problem.of(414, "the request line is too long");
          case TooLongFrameException _ -> Problem.of(431, "the header fields are too large");
          case null, default -> Problem.of(400, "the request is not HTTP/1.1");
        });
  }

  private void refuse(HttpServerRequest request, Problem problem) {
    String _ = RequestIds.identify(request);
    writer.endAndClose(request, problem.writeHead(request.response()));
  }
}
