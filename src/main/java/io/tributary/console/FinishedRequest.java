package io.tributary.console;

import io.tributary.aggregate.AggregateResult;
import io.tributary.aggregate.PartResult;
import io.tributary.aggregate.PartResults;
import io.tributary.http.ServerExchange;
import io.tributary.scope.Timeline;
import io.tributary.scope.WallClock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a request: values and short texts, which are put into words when somebody looks.
 * Neither its body nor anything of the server, so that those can be freed. Immutable.
 *
 * @param arrivedMillis when it arrived, in milliseconds since the epoch
 * @param arrivedNanos the same in nanoseconds of the monotonic clock
 * @param query may hold credentials
 * @param headers the names of the headers that it was sent with and that matter
 * @param status 0 if the client left before there was a response
 * @param generation of the configuration
 * @param decider the place of the part that decided the result; -1 if there is none
 * @param steps what it spent its time on after the parts
 * @param transform how the transform ended; empty if there was none
 */
record FinishedRequest(
    long arrivedMillis,
    long arrivedNanos,
    long nanos,
    String requestId,
    String traceparent,
    String method,
    String route,
    String path,
    String query,
    List<String> headers,
    String host,
    String scheme,
    String client,
    int status,
    Ending ending,
    String detail,
    long bytes,
    long generation,
    List<CalledPart> parts,
    int decider,
    List<Timeline.Step> steps,
    String transform) {
  private static final int LONGEST_URL = 1024;
  private static final int LONGEST_TEXT = 256;
  private static final String NO_TRANSFORM = "";

  /**
   * Copies what is kept. Cheap: lists and texts that do not change are shared.
   *
   * @param headers those that the route's inputs read
   */
  static FinishedRequest of(
      ServerExchange exchange,
      Ending ending,
      WallClock time,
      List<String> headers,
      long generation) {
    AggregateResult result = exchange.result().orElse(null);
    int status = exchange.status();
    return new FinishedRequest(
        time.at(exchange.arrivedNanos()).toEpochMilli(),
        exchange.arrivedNanos(),
        exchange.nanos(),
        exchange.trace().requestId(),
        exchange.trace().traceparent(),
        Cut.at(LONGEST_TEXT, exchange.method()),
        exchange.route(),
        Cut.at(LONGEST_URL, exchange.path()),
        Cut.at(LONGEST_URL, exchange.query()),
        headers.isEmpty() ? headers : headers.stream().filter(exchange::has).toList(),
        Cut.at(LONGEST_TEXT, exchange.client().host()),
        exchange.scheme(),
        Cut.at(LONGEST_TEXT, exchange.clientAddress()),
        status == ServerExchange.CLIENT_LEFT ? 0 : status,
        ending,
        Cut.at(LONGEST_TEXT, exchange.detail()),
        exchange.bytes(),
        generation,
        result == null ? List.of() : parts(result),
        result == null ? -1 : place(result.parts()),
        exchange.timeline().steps(),
        transform(result));
  }

  private static List<CalledPart> parts(AggregateResult result) {
    List<PartResult> all = result.parts().all();
    List<CalledPart> parts = new ArrayList<>(all.size());
    for (PartResult one : all) {
      parts.add(CalledPart.of(one, result));
    }
    return parts;
  }

  private static int place(PartResults results) {
    String decider = results.decider().part().name();
    for (int i = 0; i < results.all().size(); i++) {
      if (results.all().get(i).part().name().equals(decider)) {
        return i;
      }
    }
    return -1;
  }

  private static String transform(@Nullable AggregateResult result) {
    return switch (result) {
      case null -> NO_TRANSFORM;
      case AggregateResult.Gathered _ -> NO_TRANSFORM;
      case AggregateResult.Transformed _ -> "success";
      case AggregateResult.TransformFailed failed -> failed.reason().code();
      case AggregateResult.RequiredPartFailed failed -> notRun(failed.parts(), "dependency");
      case AggregateResult.NothingSucceeded nothing -> notRun(nothing.parts(), "dependency");
      case AggregateResult.Cancelled left -> notRun(left.parts(), "cancelled");
    };
  }

  private static String notRun(PartResults parts, String why) {
    return parts.plan().transform().isPresent() ? why : NO_TRANSFORM;
  }

  boolean hasTransform() {
    return !transform.equals(NO_TRANSFORM);
  }

  /** About how many bytes of memory it takes. */
  int weight() {
    int bytes =
        400
            + path.length()
            + query.length()
            + requestId.length()
            + host.length()
            + detail.length()
            + 48 * steps.size();
    for (CalledPart part : parts) {
      bytes += part.bytes();
    }
    return bytes;
  }
}
