package io.tributary.accesslog;

import io.tributary.aggregate.AggregateResult;
import io.tributary.aggregate.Completeness;
import io.tributary.aggregate.Outcome;
import io.tributary.aggregate.PartResult;
import io.tributary.http.ServerExchange;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the access log says of one request. A text is empty if it is not known. Immutable. Holds no
 * body and no header.
 *
 * @param arrivedNanos when the request arrived, in nanoseconds of the monotonic clock
 * @param completeness {@code complete}, {@code partial}, {@code none} or {@code cancelled}
 * @param transform why the transform failed; empty if it did not
 * @param nanos from the request's arrival until its response was written
 * @param delivered whether the whole response was written
 */
record AccessEntry(
    long arrivedNanos,
    String method,
    String route,
    int status,
    String completeness,
    String transform,
    long bytes,
    long nanos,
    boolean delivered,
    String client,
    String protocol,
    String requestId,
    String traceId,
    List<Part> parts) {
  private static final int REFUSED = 503;
  private static final int SERVER_ERRORS = 500;

  /**
   * A part of the request's aggregate.
   *
   * @param outcome {@code success}, {@code skipped} or a reason
   * @param status the backend's status if it is why the part failed; otherwise 0
   */
  record Part(String name, String outcome, int status, long nanos) {
    static Part of(PartResult result) {
      Outcome outcome = result.outcome();
      int status = outcome instanceof Outcome.Failure failure ? failure.status().orElse(0) : 0;
      return new Part(result.part().name(), outcome.code(), status, result.elapsedNanos());
    }
  }

  static AccessEntry of(ServerExchange exchange) {
    AggregateResult result = exchange.result().orElse(null);
    return new AccessEntry(
        exchange.arrivedNanos(),
        exchange.method(),
        exchange.route(),
        exchange.status(),
        result == null ? "" : result.completeness().name().toLowerCase(Locale.ROOT),
        result instanceof AggregateResult.TransformFailed failed ? failed.reason().code() : "",
        exchange.bytes(),
        exchange.nanos(),
        exchange.delivered(),
        exchange.clientAddress(),
        exchange.protocol(),
        exchange.trace().requestId(),
        exchange.trace().traceId(),
        result == null ? List.of() : result.parts().all().stream().map(Part::of).toList());
  }

  /** A request that was refused before it was read. */
  static AccessEntry unread(@Nullable SocketAddress client, long nanoTime) {
    String address =
        client instanceof InetSocketAddress inet && inet.getAddress() != null
            ? inet.getAddress().getHostAddress()
            : "";
    return new AccessEntry(
        nanoTime, "", "", REFUSED, "", "", 0, 0, true, address, "", "", "", List.of());
  }

  /** Whether all went well: neither a part nor the response failed. */
  boolean isWell() {
    return status < SERVER_ERRORS
        && delivered
        && (completeness.isEmpty() || completeness.equals(COMPLETE));
  }

  private static final String COMPLETE = Completeness.COMPLETE.name().toLowerCase(Locale.ROOT);
}
