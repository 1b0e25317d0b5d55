package io.tributary.backend;

import io.tributary.aggregate.Cancellation;
import io.tributary.aggregate.Deadline;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.function.Consumer;

/**
 * One GET to a backend.
 *
 * @param uri origin-form, already checked with {@link RequestTarget}
 * @param headers puts what the backend gets, except {@code Host} and the time left, into a request;
 *     at every attempt, so it must not change anything else
 * @param accept the statuses that count as success
 * @param cancellation when cancelled the request is reset at once
 */
public record Call(
    String uri, Consumer<MultiMap> headers, AcceptedStatuses accept, Cancellation cancellation) {
  private static final CharSequence REQUEST_TIMEOUT_MS =
      HttpHeaders.createOptimized("request-timeout-ms");

  /** Puts all that the backend gets into a request, with the time that is left. */
  void writeHeaders(MultiMap request, Deadline deadline) {
    headers.accept(request);
    request.set(REQUEST_TIMEOUT_MS, Long.toString(Math.max(1, deadline.remainingMillis())));
  }
}
