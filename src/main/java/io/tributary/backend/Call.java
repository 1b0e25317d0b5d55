package io.tributary.backend;

import io.tributary.backend.lean.RequestEncoder;
import io.tributary.backend.request.RequestTarget;
import io.tributary.scope.Cancellation;
import io.tributary.scope.Deadline;
import java.util.function.Consumer;

/**
 * One GET to a backend.
 *
 * @param uri origin-form, already checked with {@link RequestTarget}
 * @param headers writes what the backend gets, except {@code Host} and the time left, into a
 *     request; at every attempt, so it must not change anything else
 * @param accept the statuses that count as success
 * @param cancellation when cancelled the connection is closed at once
 */
public record Call(
    String uri,
    Consumer<RequestEncoder> headers,
    AcceptedStatuses accept,
    Cancellation cancellation) {
  private static final byte[] REQUEST_TIMEOUT_MS = RequestEncoder.name("request-timeout-ms");

  /** Puts together all that the backend gets, with the time that is left. */
  public void write(RequestEncoder head, byte[] hostLine, Deadline deadline) {
    head.get(uri).lines(hostLine);
    headers.accept(head);
    head.line(REQUEST_TIMEOUT_MS, Long.toString(Math.max(1, deadline.remainingMillis()))).end();
  }
}
