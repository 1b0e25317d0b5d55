package io.tributary.backend;

import io.netty.util.AsciiString;
import io.tributary.aggregate.Cancellation;
import io.tributary.aggregate.Deadline;
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
    String uri, Consumer<RequestHead> headers, AcceptedStatuses accept, Cancellation cancellation) {
  private static final AsciiString REQUEST_TIMEOUT_MS = AsciiString.cached("request-timeout-ms");

  /** Writes all that the backend gets into a request, with the time that is left. */
  void write(RequestHead request, Deadline deadline) {
    headers.accept(request);
    request.line(REQUEST_TIMEOUT_MS, Long.toString(Math.max(1, deadline.remainingMillis())));
    request.end();
  }
}
