package io.tributary.http;

import io.tributary.aggregate.AggregateObserver;
import io.tributary.aggregate.AggregateResult;
import io.tributary.aggregate.PartResult;
import io.tributary.aggregate.Plan;
import io.tributary.scope.OutOfMemory;
import io.tributary.scope.Scope;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Writes the parts of one response as they settle, and then that all have. At most one slice is
 * written at a time, so events wait for a client that reads slowly. Confined to the event loop of
 * its request.
 */
final class EventWriter implements AggregateObserver {
  private final ServerExchange exchange;
  private final StreamFormat format;
  private final ResponseWriter writer;
  private final Scope scope;
  private final PendingEvents events = new PendingEvents();
  private final SlicedWrite body;
  private final Heartbeat heartbeat;

  /** Begins the response: its head is sent at once. */
  EventWriter(ServerExchange exchange, StreamFormat format, ResponseWriter writer, Scope scope) {
    this.exchange = exchange;
    this.format = format;
    this.writer = writer;
    this.scope = scope;
    this.body = writer.begin(exchange.request(), events);
    this.heartbeat = new Heartbeat(scope.deadline().clock(), this::beat);
    heartbeat.start();
    ClientConnection.onInputEnd(exchange.request().connection(), heartbeat::hurry);
    body.written().onFailure(this::left);
    var _ = scope.onCancel(heartbeat::stop);
  }

  @Override
  public void partSettled(Plan plan, PartResult result, Scope request) {
    if (result.part().shown() && !scope.cancellation().cancelled()) {
      events.add(StreamEvent.part(format, result));
      heartbeat.start();
      body.more();
    }
  }

  /** Writes the last event. Completes when all is written or cannot be written. Never fails. */
  Future<Void> end(AggregateResult result) {
    heartbeat.stop();
    exchange.gathered(result);
    Optional<Problem> problem =
        result instanceof AggregateResult.Failed failed
            ? Optional.of(exchange.failed(ProblemMapping.of(failed)))
            : Optional.empty();
    if (result instanceof AggregateResult.Cancelled) {
      return exchange.overAfter(Future.succeededFuture()); // the client has disconnected
    }
    events.add(StreamEvent.done(format, result, problem));
    return exchange.overAfter(writer.end(exchange.request(), body));
  }

  private void beat() {
    if (events.isEmpty()) {
      events.add(StreamEvent.heartbeat(format));
      body.more();
    }
  }

  private void left(Throwable failure) {
    OutOfMemory.endProcessIfCauseOf(failure);
    scope.cancel();
  }
}
