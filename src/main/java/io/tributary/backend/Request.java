package io.tributary.backend;

import io.tributary.config.AcceptedStatuses;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Set;

/**
 * What is sent to a backend. A policy can read it and send another in its place. Immutable as long
 * as nobody writes to the body.
 *
 * @param target origin-form, already checked to be safe on the wire
 * @param body empty where there is none
 * @param accept the final statuses that count as success
 * @param wanted names of the response headers that somebody will read; no other is kept
 */
public record Request(
    HttpMethod method,
    String target,
    RequestHeaders headers,
    Buffer body,
    AcceptedStatuses accept,
    List<HeaderName> wanted) {
  private static final Set<HttpMethod> IDEMPOTENT =
      Set.of(
          HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT, HttpMethod.DELETE, HttpMethod.OPTIONS);
  private static final Buffer NO_BODY = Buffer.buffer();

  /** A GET that wants no response header. */
  public static Request get(String target, RequestHeaders headers, AcceptedStatuses accept) {
    return new Request(HttpMethod.GET, target, headers, NO_BODY, accept, List.of());
  }

  /** Whether sending it twice does what sending it once does (RFC 9110, 9.2.2). */
  public boolean idempotent() {
    return IDEMPOTENT.contains(method);
  }

  /** The same request with other headers. */
  public Request with(RequestHeaders other) {
    return new Request(method, target, other, body, accept, wanted);
  }

  /** The same request, whose response keeps these headers. */
  public Request wanting(List<HeaderName> names) {
    return new Request(method, target, headers, body, accept, names);
  }
}
