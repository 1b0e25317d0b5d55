package io.tributary.backend;

import io.tributary.aggregate.ResponseHeaders;
import io.vertx.core.buffer.Buffer;

/**
 * A response from a backend: an accepted status and one JSON document. Immutable, provided that the
 * body is not modified.
 *
 * @param headers the wanted headers that the backend sent
 */
public record Response(int status, ResponseHeaders headers, Buffer body) {
  /** A response without headers. */
  public Response(int status, Buffer body) {
    this(status, ResponseHeaders.NONE, body);
  }
}
