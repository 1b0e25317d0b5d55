package io.tributary.http;

import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;

/**
 * Writes a body in slices, each when the one before has reached the socket. So a client that reads
 * slowly costs one slice of direct memory beside the body. Confined to one event loop.
 */
final class SlicedWrite {
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Slices body;
  private final WriteTimeout timeout;
  private final Promise<Void> promise = Promise.promise();
  private boolean writing;
  private boolean whole;

  SlicedWrite(HttpServerRequest request, Slices body, WriteTimeout timeout) {
    this.request = request;
    this.response = request.response();
    this.body = body;
    this.timeout = timeout;
  }

  /**
   * Writes the head, and then the whole body, which must not be empty. Completes when all has
   * reached the socket, or cannot.
   */
  Future<Void> end() {
    whole = true;
    more();
    return promise.future();
  }

  /** Completes when all has reached the socket, and fails as soon as something cannot. */
  Future<Void> written() {
    return promise.future();
  }

  /** Writes what the body has now. More may come. */
  void more() {
    if (!writing && !promise.future().isComplete()) {
      writing = true;
      next();
    }
  }

  /** A loop, because writes to a client that reads complete at once. */
  private void next() {
    while (!body.isEmpty()) {
      ByteBuf slice = body.nextSlice();
      boolean last = whole && body.isEmpty();
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
    writing = false;
  }
}
