package io.tributary.backend;

import io.tributary.scope.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The headers of a request to a backend: the constant ones and those of this request. Immutable.
 * They do not include {@code Host} and {@code Request-Timeout-Ms}. The transport writes both, the
 * second one for every attempt.
 */
public record RequestHeaders(ConstantHeaders constant, List<Header> own) {
  /** Names the trace, and the span that the backend's spans are under (W3C Trace Context). */
  public static final HeaderName TRACEPARENT = HeaderName.of("traceparent");

  private static final HeaderName TIMEOUT = HeaderName.of("request-timeout-ms");

  /** No headers. */
  public static final RequestHeaders NONE =
      new RequestHeaders(new ConstantHeaders(List.of()), List.of());

  /** The header that tells a backend how long its response is awaited. */
  public static Header timeout(Deadline deadline) {
    return new Header(TIMEOUT, Long.toString(Math.max(1, deadline.remainingMillis())));
  }

  /** All values of a header. The name is compared ignoring case. */
  public List<String> values(String name) {
    return all().filter(header -> header.name().is(name)).map(Header::value).toList();
  }

  /** The same headers, with all headers of this name replaced by the given one. */
  public RequestHeaders with(Header header) {
    String name = header.name().text();
    boolean constantHasIt = constant.headers().stream().anyMatch(other -> other.name().is(name));
    ConstantHeaders kept =
        constantHasIt ? new ConstantHeaders(without(constant.headers(), name)) : constant;
    List<Header> changed = without(own, name);
    changed.add(header);
    return new RequestHeaders(kept, changed);
  }

  /** All headers, constant ones first. */
  public Stream<Header> all() {
    return Stream.concat(constant.headers().stream(), own.stream());
  }

  private static List<Header> without(List<Header> headers, String name) {
    List<Header> kept = new ArrayList<>(headers);
    kept.removeIf(header -> header.name().is(name));
    return kept;
  }
}
