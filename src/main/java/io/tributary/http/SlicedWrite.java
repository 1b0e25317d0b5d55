package io.tributary.http;

import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;

/**
 * Writes a large body in slices, each when the one before has reached the socket. So a client that
 * reads slowly costs one slice of direct memory beside the body. Confined to one event loop.
 */
final class SlicedWrite {
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final ResponseBody body;
  private final WriteTimeout timeout;
  private final Promise<Void> promise = Promise.promise();

  SlicedWrite(HttpServerRequest request, ResponseBody body, WriteTimeout timeout) {
    this.request = request;
    this.response = request.response();
    this.body = body;
    this.timeout = timeout;
  }

  /** Writes the head and the body. Completes when all has reached the socket, or cannot. */
  Future<Void> start() {
    next();
    return promise.future();
  }

  /** A loop, because writes to a client that reads complete at once. */
  private void next() {
    while (true) {
      ByteBuf slice = body.nextSlice();
      boolean last = body.length() == 0;
      Buffer bytes = BufferInternal.buffer(slice);
      Future<Void> written = last ? response.end(bytes) : response.write(bytes);
      var _ = written.onComplete(_ -> slice.release());
      timeout.watch(written, request);
      if (last) {
        written.onComplete(promise);
        return;
      }
      if (!written.isComplete()) {
        written.onSuccess(_ -> next()).onFailure(promise::tryFail);
        return;
      }
      if (written.failed()) {
        promise.tryFail(written.cause());
        return;
      }
    }
  }
}
