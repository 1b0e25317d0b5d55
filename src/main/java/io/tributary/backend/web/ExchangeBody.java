package io.tributary.backend.web;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;
import org.jspecify.annotations.Nullable;

/**
 * Passes a response body to its exchange as it arrives. It also identifies the exchange of a
 * request for the client's interceptor.
 *
 * <p>The client also ends this stream after failures. Only the future of the client's {@code
 * send()} tells whether the body is complete.
 */
record ExchangeBody(WebExchange exchange) implements BodyCodec<Void>, BodyStream<Void> {
  @Override
  public BodyStream<Void> stream() {
    return this;
  }

  @Override
  public Future<Void> write(Buffer chunk) {
    exchange.receive(chunk);
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> end() {
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> result() {
    return Future.succeededFuture();
  }

  /** Ignores the failure, because the future of the client's {@code send()} fails as well. */
  @Override
  public void handle(Throwable failure) {}

  @Override
  public WriteStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
    return this;
  }

  @Override
  public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
    return this;
  }

  @Override
  public boolean writeQueueFull() {
    return false;
  }

  @Override
  public WriteStream<Buffer> drainHandler(@Nullable Handler<Void> handler) {
    return this;
  }
}
