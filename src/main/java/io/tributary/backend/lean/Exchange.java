package io.tributary.backend.lean;

import io.netty.buffer.ByteBuf;
import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.ResponseHeaders;
import io.tributary.backend.BodyCollector;
import io.tributary.backend.Request;
import io.tributary.backend.Response;
import io.tributary.backend.ResponseRules;
import io.tributary.backend.RetryAfter;
import io.tributary.scope.Cancellation;
import io.tributary.scope.CancelledException;
import io.tributary.scope.Clock;
import io.tributary.scope.Deadline;
import io.tributary.scope.Phase;
import io.tributary.scope.Scope;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response. One timer covers the wait for a connection, the head and the body.
 * The timer and the scope's cancellation close the connection. Confined to its event loop.
 *
 * <p>The call may settle before the exchange ends: after an unaccepted status the rest of the body
 * is drained.
 */
final class Exchange {
  private final ConnectionPool connections;
  private final Request request;
  private final Scope scope;
  private final BodyCollector body;
  private final Promise<Response> promise =
      Objects.requireNonNull(ContextInternal.current(), "no event loop").promise();

  private Clock.@Nullable Timer timer;
  private Cancellation.@Nullable Registration cancellation;
  private int status;
  private ResponseHeaders headers = ResponseHeaders.NONE;
  private @Nullable Connection connection;
  private boolean ended;
  private int interimHeads;

  Exchange(ConnectionPool connections, Request request, Scope scope, int maxBody) {
    this.connections = connections;
    this.request = request;
    this.scope = scope;
    this.body = new BodyCollector(maxBody, scope.bytes());
  }

  Future<Response> start() {
    Deadline deadline = scope.deadline();
    if (deadline.passed()) {
      return Future.failedFuture(CallFailedException.timeout());
    }
    if (scope.cancellation().cancelled()) {
      return Future.failedFuture(new CancelledException());
    }
    timer = deadline.onPassed(() -> abort(CallFailedException.timeout()));
    cancellation = scope.onCancel(this::cancel);
    scope.timeline().awaitConnection();
    connections.serve(this, scope);
    return promise.future();
  }

  /** The exchange has a connection. It may have ended already. */
  void connected(Connection free) {
    if (ended) {
      connections.free(free);
    } else {
      connection = free;
      free.begin(this);
    }
  }

  /** Writes the request's head, with the remaining time as the request timeout. */
  void write(RequestEncoder encoder) {
    encoder.encode(request, connections.hostLine(), scope.deadline());
    if (connection != null) {
      connection.report(scope.timeline());
    }
  }

  /** A head has arrived: that of the final response, or an interim one. */
  void receive(ResponseHead head) {
    if (ResponseRules.isInterim(head.status())) {
      if (++interimHeads > ResponseRules.MAX_INTERIM_HEADS) {
        abort(ResponseRules.noFinalStatus());
      }
    } else if (!ResponseRules.isFinal(head.status())) {
      abort(CallFailedException.badStatus(head.status()));
    } else {
      receiveFinal(head);
    }
  }

  private void receiveFinal(ResponseHead head) {
    CallFailedException refusal =
        ResponseRules.refusal(head.status(), head.encoding(), request.accept());
    status = head.status();
    scope.timeline().responded(status);
    headers = head.select(request.wanted());
    if (refusal != null) {
      body.drain();
      promise.tryFail(RetryAfter.in(refusal, head::select));
      if (connections.crowded()) {
        abort(refusal);
      }
    } else if (body.tooLarge(status, head.contentLength())) {
      abort(BodyCollector.tooLarge());
    } else {
      body.encoded(head.encoding());
    }
  }

  /** The next {@code length} bytes are part of the body. */
  void receive(ByteBuf bytes, int length) {
    CallFailedException refusal = body.add(bytes, length);
    if (refusal != null) {
      abort(refusal);
    }
  }

  /** The response is complete. */
  void end() {
    endExchange();
    scope.timeline().begin(Phase.CHECK);
    if (!body.draining()) {
      try {
        body.complete().map(bytes -> new Response(status, headers, bytes)).onComplete(promise);
      } catch (RuntimeException bug) { // no caller above this frame would see it
        promise.tryFail(bug);
      }
    }
  }

  /** The connection has failed, or none could be opened. */
  void fail(Throwable cause) {
    endExchange();
    body.discard();
    promise.tryFail(cause);
  }

  /** Aborts the exchange, unless the call has settled and the rest of the body is being drained. */
  private void cancel() {
    if (!promise.future().isComplete()) {
      abort(new CancelledException());
    }
  }

  /** Fails the call and closes the connection, at any stage. */
  private void abort(RuntimeException cause) {
    if (!ended) {
      endExchange();
      body.discard();
      if (connection != null) {
        connection.close();
      }
      promise.tryFail(cause);
    }
  }

  private void endExchange() {
    ended = true;
    if (timer != null) {
      timer.cancel();
    }
    if (cancellation != null) {
      cancellation.remove();
    }
  }
}
