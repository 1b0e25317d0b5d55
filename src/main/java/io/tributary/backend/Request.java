package io.tributary.backend;

import io.tributary.config.AcceptedStatuses;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/**
 * A request to a backend. A policy can read it and replace it. Immutable, provided that the body is
 * not modified.
 *
 * @param target the request target in origin-form, already validated
 * @param body the body, or an empty buffer
 * @param accept the final statuses that count as success
 * @param wanted names of the response headers to keep; all others are dropped
 * @param idempotent whether it may be sent again
 */
public record Request(
    HttpMethod method,
    String target,
    RequestHeaders headers,
    Buffer body,
    AcceptedStatuses accept,
    List<HeaderName> wanted,
    boolean idempotent) {
  private static final Buffer NO_BODY = Buffer.buffer();

  /** Creates a GET request that keeps no response header. */
  public static Request get(String target, RequestHeaders headers, AcceptedStatuses accept) {
    return new Request(HttpMethod.GET, target, headers, NO_BODY, accept, List.of(), true);
  }

  /**
   * The same request with another method and a body.
   *
   * @param repeatable whether it may be sent again
   */
  public Request by(HttpMethod other, Buffer document, boolean repeatable) {
    return new Request(other, target, headers, document, accept, wanted, repeatable);
  }

  /** The same request with other headers. */
  public Request with(RequestHeaders other) {
    return new Request(method, target, other, body, accept, wanted, idempotent);
  }

  /** The same request, keeping these headers of the response. */
  public Request wanting(List<HeaderName> names) {
    return new Request(method, target, headers, body, accept, names, idempotent);
  }
}
