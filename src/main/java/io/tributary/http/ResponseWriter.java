package io.tributary.http;

import io.netty.buffer.ByteBuf;
import io.tributary.scope.HttpDate;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.buffer.BufferInternal;
import java.time.InstantSource;
import java.util.regex.Pattern;

/**
 * Writes a response in one step. Every response of the public server ends here. Confined to one
 * event loop.
 */
final class ResponseWriter {
  private static final Pattern CLOSE = Pattern.compile("(?i)(?:^|,)\\s*close\\s*(?:,|$)");

  private final ConnectionDraining draining;
  private final HttpDate date = new HttpDate(InstantSource.system());

  ResponseWriter(ConnectionDraining draining) {
    this.draining = draining;
  }

  /**
   * Ends the response. A HEAD request gets the head of the response to a GET. Completes when the
   * response is written.
   */
  Future<Void> end(HttpServerRequest request, ResponseBody body) {
    return end(request, body, draining.begun() || wantsToClose(request));
  }

  /**
   * Ends the response and then closes the connection, because its further input is not reliable.
   */
  Future<Void> endAndClose(HttpServerRequest request, ResponseBody body) {
    return end(request, body, true);
  }

  /**
   * The Vert.x server recognises {@code close} only as the single member of the header. A client of
   * HTTP/1.0 wants to close unless it asks for something else.
   */
  private static boolean wantsToClose(HttpServerRequest request) {
    String connection = request.getHeader(HttpHeaders.CONNECTION);
    return connection == null
        ? request.version() == HttpVersion.HTTP_1_0
        : CLOSE.matcher(connection).find();
  }

  private Future<Void> end(HttpServerRequest request, ResponseBody body, boolean close) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return Future.succeededFuture();
    }
    response.putHeader(HttpHeaders.DATE, date.now());
    if (close) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    Future<Void> written;
    if (HttpMethod.HEAD.equals(request.method())) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
      written = response.end();
    } else {
      ByteBuf bytes = body.joined();
      written = response.end(BufferInternal.buffer(bytes)).onComplete(_ -> bytes.release());
    }
    if (close) {
      // The header does not make the server close the connection. Closing it before the write has
      // completed would truncate the response.
      written.onComplete(_ -> request.connection().close());
    }
    return written;
  }
}
