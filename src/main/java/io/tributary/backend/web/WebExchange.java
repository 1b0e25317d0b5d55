package io.tributary.backend.web;

import io.netty.channel.ConnectTimeoutException;
import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.backend.BodyCollector;
import io.tributary.backend.Request;
import io.tributary.backend.Response;
import io.tributary.backend.ResponseRules;
import io.tributary.backend.StaleConnectionException;
import io.tributary.backend.TransportFailure;
import io.tributary.scope.Cancellation;
import io.tributary.scope.CancelledException;
import io.tributary.scope.Clock;
import io.tributary.scope.Scope;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.ContextInternal;
import io.vertx.ext.web.client.HttpResponse;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response. One absolute timer covers the wait for a connection, the head and
 * the body, and resets the request; so does the scope's cancellation. Confined to its event loop.
 *
 * <p>The call may settle before the wire does: after an unaccepted status a bounded rest of the
 * body is drained, so that a storm of errors is not also a storm of reconnects.
 */
final class WebExchange {
  private static final int MAX_DRAINED_BYTES = 64 * 1024;

  private final WebConnections connections;
  private final Request request;
  private final Scope scope;
  private final BodyCollector body;
  private final Promise<Response> promise =
      Objects.requireNonNull(ContextInternal.current(), "no event loop").promise();
  private Clock.@Nullable Timer timer;
  private Cancellation.@Nullable Registration cancellation;
  private @Nullable SentRequest sent;
  private int status;
  private Map<String, String> headers = Map.of();
  private boolean over;
  private boolean draining;
  private int interimHeads;
  private int drained;

  WebExchange(WebConnections connections, Request request, Scope scope) {
    this.connections = connections;
    this.request = request;
    this.scope = scope;
    this.body = new BodyCollector(connections.backend().maxBody());
  }

  Future<Response> start() {
    if (scope.deadline().passed()) {
      return Future.failedFuture(CallFailedException.timeout());
    }
    if (scope.cancellation().cancelled()) {
      return Future.failedFuture(new CancelledException());
    }
    timer = scope.deadline().onPassed(this::expire);
    cancellation = scope.onCancel(this::cancel);
    connections.send(request, scope, this).onComplete(this::end);
    return promise.future();
  }

  /** Whether nobody waits for it any more. */
  boolean over() {
    return over;
  }

  /**
   * The same cause, or a failure to connect if the time for a connection ran out: then another
   * address may be tried.
   */
  Throwable connectFailure(Throwable cause) {
    return sent == null && cause instanceof TimeoutException
        ? new ConnectTimeoutException("no connection in time")
        : cause;
  }

  /** It has a connection, perhaps too late. */
  SentRequest connected(HttpClientRequest clientRequest) {
    clientRequest
        .exceptionHandler(_ -> {}) // reported by the response's future as well
        .continueHandler(_ -> receiveInterim())
        .earlyHintsHandler(_ -> receiveInterim());
    SentRequest given = new SentRequest(connections, clientRequest);
    sent = given;
    return given;
  }

  /** The request is about to be written. */
  void write(SentRequest given) {
    given.write(request, scope.deadline());
  }

  /** A head with an interim status has arrived; on HTTP/1.1 they are counted before. */
  private void receiveInterim() {
    if (++interimHeads > ResponseRules.MAX_INTERIM_HEADS) {
      abort(new CallFailedException(Reason.BAD_STATUS, "the backend sent no final status"));
    }
  }

  /** The final head has arrived. */
  void receive(HttpClientResponse response) {
    status = response.statusCode();
    if (!ResponseRules.isFinal(status)) {
      abort(CallFailedException.badStatus(status));
      return;
    }
    headers = WantedHeaders.of(request.wanted(), response.headers());
    CallFailedException refusal =
        ResponseRules.refusal(
            status,
            ResponseRules.encoding(response.headers().getAll(HttpHeaders.CONTENT_ENCODING)),
            request.accept());
    if (refusal != null) {
      draining = true;
      promise.tryFail(refusal);
      if (response.version() == HttpVersion.HTTP_2) {
        abort(refusal); // one stream, not a connection
      }
    } else if (body.tooLarge(
        ResponseRules.length(response.getHeader(HttpHeaders.CONTENT_LENGTH)))) {
      abort(BodyCollector.tooLarge());
    }
  }

  /** Some bytes of the body have arrived. */
  void receive(Buffer chunk) {
    if (over) {
      return;
    }
    if (draining) {
      drained += chunk.length();
      if (drained > MAX_DRAINED_BYTES) {
        abort(BodyCollector.tooLarge());
      }
    } else if (!body.add(chunk)) {
      abort(BodyCollector.tooLarge());
    }
  }

  private void end(AsyncResult<HttpResponse<Void>> response) {
    boolean late = over;
    endWire();
    if (response.failed()) {
      connections.observeTlsFailure(response.cause());
    }
    if (late || draining) {
      return;
    }
    if (response.failed()) {
      promise.tryFail(failure(response.cause()));
      return;
    }
    try {
      body.complete().map(bytes -> new Response(status, headers, bytes)).onComplete(promise);
    } catch (RuntimeException bug) { // no caller above this frame would see it
      promise.tryFail(bug);
    }
  }

  private RuntimeException failure(Throwable cause) {
    boolean answered = status != 0 || interimHeads > 0;
    if (sent == null || answered || !sent.isRepeatable(cause)) {
      return TransportFailure.of(cause, false);
    }
    if (!sent.isStream()) {
      connections.closeIdle();
    }
    return new StaleConnectionException();
  }

  private void expire() {
    abort(CallFailedException.timeout());
    if (sent != null) {
      sent.timedOut();
    }
  }

  private void cancel() {
    if (!promise.future().isComplete()) { // else only a bounded rest is under way
      abort(new CancelledException());
    }
  }

  /** Fails the call and resets the request, wherever it stands. */
  private void abort(RuntimeException cause) {
    if (!over) {
      endWire();
      if (sent != null) {
        sent.reset();
      }
      promise.tryFail(cause);
    }
  }

  private void endWire() {
    over = true;
    if (sent != null) {
      sent.end();
    }
    if (timer != null) {
      timer.cancel();
    }
    if (cancellation != null) {
      cancellation.remove();
    }
  }
}
