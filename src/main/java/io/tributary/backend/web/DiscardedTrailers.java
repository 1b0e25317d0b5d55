package io.tributary.backend.web;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;

/**
 * Validates and discards the trailers of responses, which are not used. One instance serves all
 * responses of a connection, because it stays empty.
 */
final class DiscardedTrailers extends DefaultHttpHeaders {
  private DiscardedTrailers() {}

  /** Creates the factory of one connection. It always returns the same instance. */
  static HttpHeadersFactory factory() {
    DiscardedTrailers discarded = new DiscardedTrailers();
    return new HttpHeadersFactory() {
      @Override
      public HttpHeaders newHeaders() {
        return discarded;
      }

      @Override
      public HttpHeaders newEmptyHeaders() {
        return discarded;
      }
    };
  }

  @Override
  public HttpHeaders add(String name, Object value) {
    return add((CharSequence) name, value);
  }

  @Override
  public HttpHeaders add(CharSequence name, Object value) {
    HttpHeaders _ =
        DefaultHttpHeadersFactory.trailersFactory()
            .newHeaders()
            .add(name, value instanceof String text ? NormalHeaders.trimmed(text) : value);
    return this;
  }
}
