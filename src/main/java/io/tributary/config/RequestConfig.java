package io.tributary.config;

import java.util.Optional;

/**
 * Method and body of a part's requests. Immutable.
 *
 * @param body computes the body, one JSON document; there is none if absent
 * @param idempotent whether a request that does not only read may be sent again
 */
public record RequestConfig(Method method, Optional<Expression> body, boolean idempotent) {
  /** A request that only reads. */
  public static final RequestConfig GET = new RequestConfig(Method.GET, Optional.empty(), false);

  /** The methods of calls. */
  public enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE
  }
}
