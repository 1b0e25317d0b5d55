package io.tributary.backend.web;

import io.netty.channel.ConnectTimeoutException;
import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.ResponseHeaders;
import io.tributary.backend.BodyCollector;
import io.tributary.backend.ProxyFailure;
import io.tributary.backend.Request;
import io.tributary.backend.Response;
import io.tributary.backend.ResponseRules;
import io.tributary.backend.RetryAfter;
import io.tributary.backend.StaleConnectionException;
import io.tributary.backend.TransportFailure;
import io.tributary.scope.Cancellation;
import io.tributary.scope.CancelledException;
import io.tributary.scope.Clock;
import io.tributary.scope.Phase;
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
import java.nio.channels.ClosedChannelException;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response. One timer covers the wait for a connection, the head and the body.
 * The timer and the scope's cancellation reset the request. Confined to its event loop.
 *
 * <p>The call may settle before the exchange ends: after an unaccepted status the rest of the body
 * is drained.
 */
final class WebExchange {
  private final WebConnections connections;
  private final Request request;
  private final Scope scope;
  private final BodyCollector body;
  private final ContextInternal loop =
      Objects.requireNonNull(ContextInternal.current(), "no event loop");
  private final Promise<Response> promise = loop.promise();
  private Clock.@Nullable Timer timer;
  private Cancellation.@Nullable Registration cancellation;
  private @Nullable SentRequest sent;
  private int status;
  private ResponseHeaders headers = ResponseHeaders.NONE;
  private boolean over;
  private int interimHeads;

  WebExchange(WebConnections connections, Request request, Scope scope) {
    this.connections = connections;
    this.request = request;
    this.scope = scope;
    this.body = new BodyCollector(connections.backend().maxBody(), scope.bytes());
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
    scope.timeline().awaitConnection();
    connections.send(request, scope, this).onComplete(this::end);
    return promise.future();
  }

  /** Whether the exchange has ended and its result is no longer needed. */
  boolean over() {
    return over;
  }

  /**
   * Converts a timeout before the request had a connection to a connect timeout, so that another
   * address may be tried. Returns any other cause unchanged.
   */
  Throwable connectFailure(Throwable cause) {
    return sent == null && (cause instanceof TimeoutException || scope.deadline().passed())
        ? new ConnectTimeoutException("no connection in time")
        : cause;
  }

  /** The request has a connection. The exchange may have ended already. */
  SentRequest connected(HttpClientRequest clientRequest) {
    clientRequest
        .exceptionHandler(_ -> {}) // the response's future fails as well
        .continueHandler(_ -> receiveInterim())
        .earlyHintsHandler(_ -> receiveInterim());
    SentRequest given = new SentRequest(connections, clientRequest);
    sent = given;
    return given;
  }

  /** Writes the request's head. */
  void write(SentRequest given) {
    given.write(request, scope.deadline());
    given.report(scope.timeline());
  }

  /** The request was passed to Vert.x. */
  void sent(SentRequest given) {
    // One turn later: Vert.x has then reported why the stream was closed, if it knows. If it does
    // not, it never completes the future of send() either.
    given.awaitHead(
        () ->
            loop.runOnContext(
                _ -> abort(TransportFailure.of(new ClosedChannelException(), false))));
  }

  /** An interim response has arrived on HTTP/2. On HTTP/1.1 the decoder counts them. */
  private void receiveInterim() {
    if (++interimHeads > ResponseRules.MAX_INTERIM_HEADS) {
      abort(ResponseRules.noFinalStatus());
    }
  }

  /** The head of the final response has arrived. */
  void receive(HttpClientResponse response) {
    status = response.statusCode();
    if (sent != null) {
      sent.headSettled();
    }
    scope.timeline().responded(status);
    if (!ResponseRules.isFinal(status)) {
      abort(CallFailedException.badStatus(status));
      return;
    }
    if (connections.isFromProxy(status)) {
      abort(ProxyFailure.refused());
      return;
    }
    headers = WantedHeaders.of(request.wanted(), response.headers());
    ResponseRules.Encoding encoding =
        ResponseRules.encoding(response.headers().getAll(HttpHeaders.CONTENT_ENCODING));
    CallFailedException refusal = ResponseRules.refusal(status, encoding, request.accept());
    if (refusal != null) {
      body.drain();
      promise.tryFail(RetryAfter.in(refusal, it -> WantedHeaders.of(it, response.headers())));
      // On HTTP/2 this closes one stream and not the connection.
      if (response.version() == HttpVersion.HTTP_2 || connections.crowded()) {
        abort(refusal);
      }
    } else if (body.tooLarge(
        status, ResponseRules.length(response.getHeader(HttpHeaders.CONTENT_LENGTH)))) {
      abort(BodyCollector.tooLarge());
    } else {
      body.encoded(encoding);
    }
  }

  /** A chunk of the body has arrived. */
  void receive(Buffer chunk) {
    if (over) {
      return;
    }
    CallFailedException refusal = body.add(chunk);
    if (refusal != null) {
      abort(refusal);
    }
  }

  private void end(AsyncResult<HttpResponse<Void>> response) {
    boolean late = over;
    endExchange();
    if (response.failed()) {
      body.discard();
      connections.observeTlsFailure(response.cause());
      if (sent != null) {
        // Otherwise Vert.x still delivers a head that was received, and throws. After the head it
        // would keep the connection.
        sent.reset();
      }
    }
    if (late || body.draining()) {
      return;
    }
    if (response.failed()) {
      promise.tryFail(failure(response.cause()));
      return;
    }
    scope.timeline().begin(Phase.CHECK);
    try {
      body.complete().map(bytes -> new Response(status, headers, bytes)).onComplete(promise);
    } catch (RuntimeException bug) { // no caller above this frame would see it
      promise.tryFail(bug);
    }
  }

  private RuntimeException failure(Throwable cause) {
    boolean responding = status != 0 || interimHeads > 0;
    if (sent == null) {
      return TransportFailure.ofConnecting(cause, connections.backend());
    }
    if (responding || !sent.isRepeatable(cause)) {
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
    if (!promise.future().isComplete()) { // otherwise only the body is being drained
      abort(new CancelledException());
    }
  }

  /** Fails the call and resets the request, at any stage. */
  private void abort(RuntimeException cause) {
    if (!over) {
      endExchange();
      body.discard();
      if (sent != null) {
        sent.reset();
      }
      promise.tryFail(cause);
    }
  }

  private void endExchange() {
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
