package io.tributary.backend.lean;

import io.netty.buffer.ByteBuf;
import io.tributary.aggregate.CallFailedException;
import io.tributary.backend.BodyCollector;
import io.tributary.backend.Request;
import io.tributary.backend.Response;
import io.tributary.backend.ResponseRules;
import io.tributary.scope.Cancellation;
import io.tributary.scope.CancelledException;
import io.tributary.scope.Clock;
import io.tributary.scope.Deadline;
import io.tributary.scope.Scope;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response. One absolute timer covers the connecting, the head and the body,
 * and closes the connection; so does the call's cancellation. Confined to its event loop.
 *
 * <p>The call may settle before the wire does: after an unaccepted status the rest of the body is
 * drained, within bounds, so that a storm of errors is not also a storm of reconnects.
 */
final class Exchange {
  private static final int MAX_DRAINED_BYTES = 64 * 1024;

  private final ConnectionPool connections;
  private final Request request;
  private final Scope scope;
  private final BodyCollector body;
  private final Promise<Response> promise =
      Objects.requireNonNull(ContextInternal.current(), "no event loop").promise();

  private Clock.@Nullable Timer timer;
  private Cancellation.@Nullable Registration cancellation;
  private int status;
  private Map<String, String> headers = Map.of();
  private @Nullable Connection connection;
  private boolean wireDone;
  private boolean draining;
  private int drained;

  Exchange(ConnectionPool connections, Request request, Scope scope, int maxBody) {
    this.connections = connections;
    this.request = request;
    this.scope = scope;
    this.body = new BodyCollector(maxBody);
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
    connections.serve(this, scope);
    return promise.future();
  }

  /** There is a connection for it; perhaps too late. */
  void connected(Connection free) {
    if (wireDone) {
      connections.free(free);
    } else {
      connection = free;
      free.begin(this);
    }
  }

  /** Writes the request's head, with the time that is left by now. */
  void write(RequestEncoder encoder) {
    encoder.encode(request, connections.hostLine(), scope.deadline());
  }

  /** The final head has arrived. */
  void receiveHead(ResponseHead head) {
    CallFailedException refusal =
        ResponseRules.refusal(head.status(), head.encoding(), request.accept());
    status = head.status();
    headers = head.select(request.wanted());
    if (refusal != null) {
      draining = true;
      promise.tryFail(refusal);
      if (connections.crowded()) {
        abort(refusal);
      }
    } else if (body.tooLarge(head.contentLength())) {
      abort(BodyCollector.tooLarge());
    }
  }

  /** So many bytes of the body have arrived. */
  void receive(ByteBuf bytes, int length) {
    if (draining) {
      drained += length;
      if (drained > MAX_DRAINED_BYTES) {
        abort(BodyCollector.tooLarge());
      }
    } else if (!body.add(bytes, length)) {
      abort(BodyCollector.tooLarge());
    }
  }

  /** The whole answer has arrived. */
  void end() {
    endWire();
    if (!draining) {
      try {
        body.complete().map(bytes -> new Response(status, headers, bytes)).onComplete(promise);
      } catch (RuntimeException bug) { // no caller above this frame would see it
        promise.tryFail(bug);
      }
    }
  }

  /** The connection has failed, or there is none. */
  void fail(Throwable cause) {
    endWire();
    promise.tryFail(cause);
  }

  /**
   * Of a call that has settled only a bounded rest is under way, and its connection is worth it.
   */
  private void cancel() {
    if (!promise.future().isComplete()) {
      abort(new CancelledException());
    }
  }

  /** Fails the call and frees the connection, wherever the exchange stands. */
  private void abort(RuntimeException cause) {
    if (!wireDone) {
      endWire();
      if (connection != null) {
        connection.close();
      }
      promise.tryFail(cause);
    }
  }

  private void endWire() {
    wireDone = true;
    if (timer != null) {
      timer.cancel();
    }
    if (cancellation != null) {
      cancellation.remove();
    }
  }
}
