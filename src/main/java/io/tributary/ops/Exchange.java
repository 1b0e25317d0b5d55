package io.tributary.ops;

import io.tributary.http.BadRequestException;
import io.tributary.http.IfNoneMatch;
import io.tributary.http.Problem;
import io.tributary.http.ReceivedBody;
import io.tributary.http.ResponseBody;
import io.tributary.http.ResponseWriter;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request to an endpoint, and the ways to end its response. What is sent to a client that has
 * left is dropped. Confined to the event loop of the management server.
 */
public final class Exchange {
  /** The content type of JSON. */
  public static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

  /** The content type of text for people. */
  public static final CharSequence TEXT = HttpHeaders.createOptimized("text/plain; charset=utf-8");

  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
  private static final CharSequence NO_CACHE = HttpHeaders.createOptimized("no-cache");

  private final HttpServerRequest request;
  private final ResponseWriter writer;

  Exchange(HttpServerRequest request, ResponseWriter writer) {
    this.request = request;
    this.writer = writer;
  }

  /** The request. Its response can be written directly, if it is a stream of events. */
  public HttpServerRequest request() {
    return request;
  }

  /**
   * Calls the action with the body of the request, if it arrives whole, in time and with at most 64
   * KiB. Refuses the request otherwise.
   */
  public void body(Handler<Buffer> action) {
    ReceivedBody.of(request)
        .onSuccess(action)
        .onFailure(
            cause -> {
              if (cause instanceof BadRequestException bad) {
                refuse(bad.problem());
              }
            });
  }

  /** Ends the response with a body that must not be modified. No cache may store it. */
  public void respond(int status, CharSequence type, Buffer body) {
    HttpServerResponse response = request.response();
    response.setStatusCode(status);
    response.putHeader(HttpHeaders.CONTENT_TYPE, type);
    response.putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
    end(ResponseBody.of(body));
  }

  /** Ends the response with status 200 and a body, or with status 500 if making the body fails. */
  public void respond(CharSequence type, Future<Buffer> body) {
    body.onSuccess(whole -> respond(200, type, whole)).onFailure(this::fail);
  }

  /**
   * Ends the response with a body that must not be modified, or with status 304 if the client has
   * it. Caches may store it, but have to ask each time whether it has changed.
   *
   * @param tag a strong entity tag, in quotes
   */
  public void respondUnlessKnown(CharSequence type, Buffer body, String tag) {
    boolean known = IfNoneMatch.matches(request.headers(), tag);
    HttpServerResponse response = request.response();
    response.setStatusCode(known ? 304 : 200);
    response.putHeader(HttpHeaders.CONTENT_TYPE, type);
    response.putHeader(HttpHeaders.CACHE_CONTROL, NO_CACHE);
    response.putHeader(HttpHeaders.ETAG, tag);
    end(ResponseBody.of(body));
  }

  /** Ends the response to HEAD of a stream of events. */
  public void endHead() {
    writer.endHead(request).onFailure(_ -> {}); // the client has left
  }

  /** Ends the response with status 500, and logs the cause. */
  public void fail(Throwable cause) {
    if (!(cause instanceof RejectedExecutionException)) { // else the service is closed
      LOG.error("No response to {}", request.path(), cause);
    }
    refuse(Problem.of(500, "an internal error"));
  }

  /** Ends the response with a problem. */
  public void refuse(Problem problem) {
    end(problem.writeHead(request.response()));
  }

  private void end(ResponseBody body) {
    writer.endUnread(request, body).onFailure(_ -> {}); // the client has left
  }
}
