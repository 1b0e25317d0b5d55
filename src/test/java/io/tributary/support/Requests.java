package io.tributary.support;

import io.tributary.aggregate.Client;
import io.tributary.backend.ConstantHeaders;
import io.tributary.backend.Header;
import io.tributary.backend.Request;
import io.tributary.backend.RequestHeaders;
import io.tributary.config.AcceptedStatuses;
import io.tributary.scope.ByteBudget;
import io.tributary.scope.Cancellation;
import io.tributary.scope.Clock;
import io.tributary.scope.Deadline;
import io.tributary.scope.Scope;
import io.tributary.scope.Timeline;
import io.tributary.scope.Trace;
import java.time.Duration;
import java.util.List;

/** Requests to backends and their scopes, for tests. */
public final class Requests {
  /** What counts as success unless a test says otherwise. */
  public static final AcceptedStatuses SUCCESSFUL = AcceptedStatuses.successful();

  /** A trace that says nothing. */
  public static final Trace TRACE = new Trace("r-1", "00-aa-bb-01", "");

  /** A client that no proxy speaks for. */
  public static final Client CLIENT =
      new Client("192.0.2.7", "shop.test", "http", Client.Via.NOTHING);

  private Requests() {}

  /** A GET of the target, which it also sends as the header {@code x-call}. */
  public static Request get(String target) {
    RequestHeaders headers =
        new RequestHeaders(
            new ConstantHeaders(List.of(Header.of("accept", "application/json"))),
            List.of(Header.of("x-call", target)));
    return Request.get(target, headers, SUCCESSFUL);
  }

  /** A scope that ends after that time. */
  public static Scope scope(Duration time, Clock clock) {
    return scope(time, clock, new Cancellation());
  }

  /** The same, cancelled by the given cancellation. */
  public static Scope scope(Duration time, Clock clock, Cancellation cancellation) {
    return new Scope(
        Deadline.after(time, clock),
        cancellation,
        TRACE,
        ByteBudget.UNLIMITED.open(),
        Timeline.NONE);
  }
}
