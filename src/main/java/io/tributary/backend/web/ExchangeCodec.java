package io.tributary.backend.web;

import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;

/**
 * Identifies the exchange of a Web Client's request for the client's interceptor, which reads the
 * response body in the codec's place.
 */
record ExchangeCodec(WebExchange exchange) implements BodyCodec<Void> {
  @Override
  public BodyStream<Void> stream() {
    throw new IllegalStateException("the interceptor reads the body");
  }
}
