package io.tributary.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/** Extends the {@code Vary} of a response (RFC 9110, 12.5.5). Stateless. */
final class Vary {
  private Vary() {}

  /** Adds the name of a request header that the response depends on. */
  static void add(MultiMap headers, String name) {
    String others = headers.get(HttpHeaders.VARY);
    headers.set(HttpHeaders.VARY, others == null ? name : others + ", " + name);
  }
}
