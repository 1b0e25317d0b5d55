package io.tributary.backend.web;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;

/**
 * Validates and discards the trailers of responses, which are not used. One instance serves all
 * responses, because it never changes.
 */
final class DiscardedTrailers extends DefaultHttpHeaders {
  private static final DiscardedTrailers INSTANCE = new DiscardedTrailers();

  /** Always returns the same instance. */
  static final HttpHeadersFactory FACTORY =
      new HttpHeadersFactory() {
        @Override
        public HttpHeaders newHeaders() {
          return INSTANCE;
        }

        @Override
        public HttpHeaders newEmptyHeaders() {
          return INSTANCE;
        }
      };

  private DiscardedTrailers() {}

  @Override
  public HttpHeaders add(String name, Object value) {
    return add((CharSequence) name, value);
  }

  @Override
  public HttpHeaders add(CharSequence name, Object value) {
    HttpHeaders _ = DefaultHttpHeadersFactory.trailersFactory().newHeaders().add(name, value);
    return this;
  }
}
