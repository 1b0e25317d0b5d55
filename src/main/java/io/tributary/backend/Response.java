package io.tributary.backend;

import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What came back from a backend: an accepted status and one JSON document. Immutable as long as
 * nobody writes to the body.
 *
 * @param headers those that the request wanted and the backend sent, compared without case; several
 *     values are joined by commas (RFC 9110, 5.3)
 */
public record Response(int status, Map<String, String> headers, Buffer body) {
  /** A response without headers. */
  public Response(int status, Buffer body) {
    this(status, Map.of(), body);
  }

  /** The value of a header that the request wanted. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** An empty map to collect wanted headers in. */
  public static Map<String, String> newHeaders() {
    return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  }
}
