package io.tributary.backend.lean;

import io.netty.buffer.ByteBuf;
import io.tributary.aggregate.CallFailedException;
import io.tributary.backend.BodyCollector;
import io.tributary.backend.Call;
import io.tributary.backend.ResponseRules;
import io.tributary.scope.Clock;
import io.tributary.scope.Deadline;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.ContextInternal;
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
  private final Call call;
  private final Deadline deadline;
  private final BodyCollector body;
  private final Promise<Buffer> promise =
      Objects.requireNonNull(ContextInternal.current(), "no event loop").promise();

  private Clock.@Nullable Timer timer;
  private @Nullable Connection connection;
  private boolean wireDone;
  private boolean draining;
  private int drained;

  Exchange(ConnectionPool connections, Call call, Deadline deadline, int maxBody) {
    this.connections = connections;
    this.call = call;
    this.deadline = deadline;
    this.body = new BodyCollector(maxBody);
  }

  Future<Buffer> start() {
    if (deadline.passed()) {
      return Future.failedFuture(CallFailedException.timeout());
    }
    if (call.cancellation().cancelled()) {
      return Future.failedFuture(CallFailedException.cancelled());
    }
    timer = deadline.onPassed(() -> abort(CallFailedException.timeout()));
    call.cancellation().onCancel(this::cancel);
    connections.serve(this, deadline);
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

  /** Puts the request together. */
  void write(RequestEncoder head) {
    call.write(head, connections.hostLine(), deadline);
  }

  /** The final head has arrived. */
  void receiveHead(ResponseHead head) {
    CallFailedException refusal = ResponseRules.refusal(head, call.accept());
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
        abort(CallFailedException.cancelled());
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
        body.complete().onComplete(promise);
      } catch (RuntimeException bug) { // thrown here it would be nobody's
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
      abort(CallFailedException.cancelled());
    }
  }

  /** Fails the call and frees the connection, wherever the exchange stands. */
  private void abort(CallFailedException cause) {
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
  }
}
