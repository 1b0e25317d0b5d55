package io.tributary.backend;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Clock;
import io.tributary.aggregate.Deadline;
import io.tributary.aggregate.Reason;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response, nearest the wire. One absolute timer covers the wait for a
 * connection, the connecting, the head and the body, and resets the request; so does the call's
 * cancellation. Confined to its event loop.
 *
 * <p>The call may settle before the wire does: after an unaccepted status the rest of the body is
 * drained, within bounds, so that a storm of errors is not also a storm of reconnects.
 */
final class Exchange {
  /** Heads with status 100 or 103 that may come before the final one. */
  private static final int MAX_INTERIM_HEADS = 10;

  private static final int MAX_DRAINED_BYTES = 64 * 1024;

  private final LoopClient client;
  private final RequestOptions options;
  private final Call call;
  private final Deadline deadline;
  private final BodyCollector body;
  private final Promise<Buffer> promise = Promise.promise();
  private final Context loop = Objects.requireNonNull(Vertx.currentContext(), "no event loop");

  private Clock.@Nullable Timer timer;
  private @Nullable HttpClientRequest request;
  private boolean keptAlive;
  private boolean headReceived;
  private boolean wireDone;
  private int interimHeads;
  private int drained;

  Exchange(LoopClient client, RequestOptions options, Call call, Deadline deadline, int maxBody) {
    this.client = client;
    this.options = options;
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
    timer = deadline.onPassed(() -> reset(CallFailedException.timeout()));
    call.cancellation().onCancel(this::cancel);
    client.http().request(options).onComplete(this::send, this::fail);
    return promise.future();
  }

  private void send(HttpClientRequest connected) {
    if (wireDone) {
      connected.exceptionHandler(_ -> {});
      discard(connected); // connected too late: hand the connection back
      return;
    }
    connected.exceptionHandler(this::fail);
    try {
      call.writeHeaders(connected.headers(), deadline);
    } catch (RuntimeException bug) { // thrown here it would be nobody's
      endWire();
      discard(connected);
      promise.tryFail(bug);
      return;
    }
    request = connected;
    keptAlive = client.hasAnswered(connected.connection()); // a closed one is forgotten
    connected.continueHandler(_ -> countInterimHead());
    connected.earlyHintsHandler(_ -> countInterimHead());
    connected.response().onComplete(this::receiveHead, this::fail);
    // Not before the read that freed this connection was looked at to its end: were a second answer
    // in it, it would be taken for ours, though it is another user's. The client closes on it.
    loop.runOnContext(_ -> write(connected));
  }

  private void write(HttpClientRequest connected) {
    if (!wireDone) {
      connected.end().onFailure(this::fail);
    }
  }

  private void receiveHead(HttpClientResponse response) {
    headReceived = true;
    if (!HeadRules.isFinal(response)) {
      // The client takes any other 1xx for the final head and would give what follows to the next
      // request on this connection: another user's. So it must be closed before control returns.
      close(CallFailedException.badStatus(response.statusCode()));
      return;
    }
    response.exceptionHandler(this::fail);
    Optional<CallFailedException> refusal = HeadRules.refusal(response, call.accept());
    if (refusal.isPresent()) {
      drain(response, refusal.get());
    } else if (body.tooLarge(response.getHeader(HttpHeaders.CONTENT_LENGTH))) {
      reset(BodyCollector.tooLarge());
    } else {
      response.handler(this::receiveChunk);
      response.endHandler(_ -> receiveEnd());
    }
  }

  private void receiveChunk(Buffer chunk) {
    if (!wireDone && !body.add(chunk)) {
      reset(BodyCollector.tooLarge());
    }
  }

  private void receiveEnd() {
    if (!wireDone) {
      endAnswer();
      body.complete().onComplete(promise);
    }
  }

  private void drain(HttpClientResponse response, CallFailedException cause) {
    promise.tryFail(cause);
    response.handler(
        chunk -> {
          drained += chunk.length();
          if (drained > MAX_DRAINED_BYTES) {
            reset(cause);
          }
        });
    response.endHandler(_ -> endAnswer());
  }

  private void countInterimHead() {
    if (++interimHeads > MAX_INTERIM_HEADS) {
      close(new CallFailedException(Reason.BAD_STATUS, "the backend sent no final status"));
    }
  }

  /**
   * Of a call that has settled only a bounded rest is under way, and its connection is worth it.
   */
  private void cancel() {
    if (!promise.future().isComplete()) {
      reset(CallFailedException.cancelled());
    }
  }

  /** Fails the call and frees the connection, wherever the exchange stands. */
  private void reset(CallFailedException cause) {
    if (!wireDone) {
      endWire();
      if (request != null) {
        discard(request);
      }
      promise.tryFail(cause);
    }
  }

  /** It has its exception handler: once the request is sent the client refuses another. */
  private static void discard(HttpClientRequest request) {
    request.response().onFailure(_ -> {});
    request.reset(0, CallFailedException.cancelled()).onFailure(_ -> {});
  }

  private void fail(Throwable cause) {
    if (wireDone) {
      return; // the echo of our own reset or close, which has a cause of its own
    }
    endWire();
    promise.tryFail(
        cause instanceof CallFailedException
            ? cause
            : WireFailure.of(cause, !headReceived && wasKeptAlive(cause)));
  }

  private boolean wasKeptAlive(Throwable cause) {
    return request == null
        ? cause instanceof HttpClosedException // closed between the pool and us
        : keptAlive;
  }

  private void endWire() {
    wireDone = true;
    if (timer != null) {
      timer.cancel();
    }
  }

  /** The answer was read to its end: the connection is worth keeping. */
  private void endAnswer() {
    endWire();
    if (request != null) {
      client.noteAnswer(request.connection());
    }
  }

  /** Fails the call and closes the connection before control returns to the client. */
  private void close(CallFailedException cause) {
    endWire();
    if (request != null) {
      request.connection().close().onFailure(_ -> {});
    }
    promise.tryFail(cause);
  }
}
