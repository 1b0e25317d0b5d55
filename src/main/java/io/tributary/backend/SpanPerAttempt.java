package io.tributary.backend;

import io.tributary.scope.Scope;
import io.tributary.scope.SpanId;

/**
 * Gives each attempt of a call an id of its own, if spans of its request are recorded. The backend
 * gets it in {@code traceparent}, as the parent of its spans, and the timeline keeps it. Without a
 * timeline the attempt has no span, and the parent is the request's. Stateless.
 */
public final class SpanPerAttempt {
  private SpanPerAttempt() {}

  /** Decorates what makes one attempt for each call. */
  public static Backend around(Backend next) {
    return (request, scope) ->
        scope.trace().recording() && scope.timeline().isKept()
            ? next.call(withSpan(request, scope), scope)
            : next.call(request, scope);
  }

  private static Request withSpan(Request request, Scope scope) {
    String span = SpanId.next();
    scope.timeline().sendsSpan(span);
    Header traceparent = new Header(RequestHeaders.TRACEPARENT, scope.trace().traceparent(span));
    return request.with(request.headers().with(traceparent));
  }
}
