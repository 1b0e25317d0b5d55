package io.tributary.backend;

import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A response from a backend: an accepted status and one JSON document. Immutable, provided that the
 * body is not modified.
 *
 * @param headers the wanted headers that the backend sent, with case-insensitive names; several
 *     values are joined by commas (RFC 9110, 5.3)
 */
public record Response(int status, Map<String, String> headers, Buffer body) {
  /** A response without headers. */
  public Response(int status, Buffer body) {
    this(status, Map.of(), body);
  }

  /** The value of a wanted header, if the backend sent it. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** Creates an empty map with case-insensitive names, to collect wanted headers. */
  public static Map<String, String> newHeaders() {
    return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  }
}
