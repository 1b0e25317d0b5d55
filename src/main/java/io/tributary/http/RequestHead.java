package io.tributary.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request: all that its destination and its inputs depend on. Immutable, provided
 * that the headers are not modified.
 *
 * @param target in origin-form, once {@link RequestRules} have passed it
 */
record RequestHead(HttpVersion version, HttpMethod method, String target, MultiMap headers) {

  static RequestHead of(HttpServerRequest request) {
    return new RequestHead(request.version(), request.method(), request.uri(), request.headers());
  }

  /** The path, as it was sent. */
  String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** The query without its question mark, as it was sent, or null if there is none. */
  @Nullable String query() {
    int query = target.indexOf('?');
    return query < 0 ? null : target.substring(query + 1);
  }
}
