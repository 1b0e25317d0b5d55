package io.tributary.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2Error;
import io.tributary.scope.Clock;
import io.tributary.scope.HttpDate;
import io.tributary.server.ServerInternals;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Writes responses, most of them in one step. Every response of the service ends here. Confined to
 * one event loop.
 */
public final class ResponseWriter {
  private static final int NOT_MODIFIED = 304;
  private static final Pattern CLOSE = member("close");
  private static final Pattern KEEP_ALIVE = member("keep-alive");

  private final ConnectionDraining draining;
  private final WriteTimeout timeout;
  private final ServerObserver observer;
  private final Optional<Cors> cors;
  private final Optional<Compression> compression;
  private final HttpDate date = HttpDate.current();

  /** Creates a writer that closes connections after their responses once draining has begun. */
  public ResponseWriter(
      ConnectionDraining draining, WriteTimeout timeout, ServerObserver observer) {
    this(draining, timeout, observer, Optional.empty(), Optional.empty());
  }

  private ResponseWriter(
      ConnectionDraining draining,
      WriteTimeout timeout,
      ServerObserver observer,
      Optional<Cors> cors,
      Optional<Compression> compression) {
    this.draining = draining;
    this.timeout = timeout;
    this.observer = observer;
    this.cors = cors;
    this.compression = compression;
  }

  /** Creates the writer of one event loop of the public server. */
  static ResponseWriter of(PublicSettings settings, Clock clock) {
    PublicLimits limits = settings.limits();
    return new ResponseWriter(
        settings.draining(),
        new WriteTimeout(
            limits.writeTimeout(), limits.bytes(), clock, settings.server()::connectionCut),
        settings.server(),
        settings.cors(),
        settings.compression().map(Compression::new));
  }

  /**
   * Ends the response. A HEAD request gets the head of the response to a GET. Completes when the
   * response is written.
   */
  public Future<Void> end(HttpServerRequest request, ResponseBody body) {
    return end(request, body, draining.begun() || wantsToClose(request));
  }

  /**
   * Ends the response and then closes the connection, because its further input is not reliable.
   * Streams of HTTP/2 do not depend on each other, so a connection of HTTP/2 stays open.
   */
  Future<Void> endAndClose(HttpServerRequest request, ResponseBody body) {
    return end(request, body, true);
  }

  /** The same as {@link #end} for a request whose body, if it has one, is not read. */
  public Future<Void> endUnread(HttpServerRequest request, ResponseBody body) {
    return RequestRules.announcesBody(request.headers()) && !request.isEnded()
        ? endAndClose(request, body)
        : end(request, body);
  }

  /**
   * The Vert.x server recognises {@code close} only as the single member of the header. A client of
   * HTTP/1.0 wants to close unless it asks for something else.
   */
  private static boolean wantsToClose(HttpServerRequest request) {
    boolean old = request.version() == HttpVersion.HTTP_1_0;
    if (!request.headers().contains(HttpHeaders.CONNECTION)) {
      return old;
    }
    String connection = String.join(",", request.headers().getAll(HttpHeaders.CONNECTION));
    return CLOSE.matcher(connection).find() || (old && !KEEP_ALIVE.matcher(connection).find());
  }

  private static Pattern member(String name) {
    return Pattern.compile("(?i)(?:^|,)\\s*" + name + "\\s*(?:,|$)");
  }

  private Future<Void> end(HttpServerRequest request, ResponseBody body, boolean close) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return Future.succeededFuture();
    }
    completeHead(request, close);
    return over(request, encode(request, body), close);
  }

  /**
   * Begins a response whose body comes bit by bit, and sends its head at once. It is not
   * compressed, and must be ended by {@link #end(HttpServerRequest, SlicedWrite)}.
   */
  SlicedWrite begin(HttpServerRequest request, Slices body) {
    completeHead(request, draining.begun() || endsAtClose(request));
    HttpServerResponse response = request.response();
    Future<Void> head =
        request.version() == HttpVersion.HTTP_1_0 // which has no chunks
            ? response.write(Buffer.buffer())
            : response.setChunked(true).writeHead();
    timeout.watch(head, request);
    return new SlicedWrite(request, body, timeout);
  }

  /** Ends a response after the rest of its body, which must not be empty. */
  Future<Void> end(HttpServerRequest request, SlicedWrite body) {
    boolean close =
        endsAtClose(request)
            || request
                .response()
                .headers()
                .contains(HttpHeaders.CONNECTION, HttpHeaders.CLOSE, true);
    return over(request, body.end(), close);
  }

  /** Ends the response to HEAD of a body whose length is not known. */
  public Future<Void> endHead(HttpServerRequest request) {
    boolean close = draining.begun() || endsAtClose(request);
    completeHead(request, close);
    return over(request, writeEnd(request), close);
  }

  /** HTTP/1.0 has no other end of a body whose length is not known. */
  private static boolean endsAtClose(HttpServerRequest request) {
    return request.version() == HttpVersion.HTTP_1_0 || wantsToClose(request);
  }

  /** Cuts off a response whose head has been sent, so that nobody takes it for a whole one. */
  static Future<Void> cut(HttpServerRequest request) {
    if (!request.response().closed()) {
      ServerInternals.abort(request);
    }
    return Future.failedFuture("the response was cut off");
  }

  /** Sets the headers that every response has. */
  private void completeHead(HttpServerRequest request, boolean close) {
    HttpServerResponse response = request.response();
    observer.responded(response.getStatusCode());
    response.putHeader(HttpHeaders.DATE, date.now());
    cors.ifPresent(headers -> headers.addTo(request));
    compression.ifPresent(_ -> Compression.vary(response.headers()));
    if (request.version() == HttpVersion.HTTP_2) {
      if (draining.begun()) {
        ServerInternals.goAway(request.connection());
      }
    } else if (close) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      if (request.version() == HttpVersion.HTTP_1_0) {
        ClientConnection.closesAfterResponse(request.connection());
      }
    }
  }

  private static Future<Void> over(HttpServerRequest request, Future<Void> written, boolean close) {
    if (request.version() == HttpVersion.HTTP_2) {
      return written.onComplete(_ -> endStream(request));
    }
    if (close) {
      // The header does not make the server close the connection. Closing it before the write has
      // completed would truncate the response.
      written.onComplete(_ -> request.connection().close());
    }
    return written;
  }

  /** The rest of a request has no use after its response, and would go on as long as it likes. */
  private static void endStream(HttpServerRequest request) {
    if (!request.isEnded()) {
      var _ = request.response().reset(Http2Error.NO_ERROR.code());
    }
  }

  /** Whether the body of a response to this request is compressed. */
  boolean compresses(HttpServerRequest request, ResponseBody body) {
    return compression.isPresent() && compression.get().applies(request, body.length());
  }

  private Future<Void> encode(HttpServerRequest request, ResponseBody body) {
    if (request.response().getStatusCode() == NOT_MODIFIED) {
      return writeEnd(request); // it has neither a body nor the length of one
    }
    boolean head = HttpMethod.HEAD.equals(request.method());
    if (!compresses(request, body)) {
      return head ? writeHead(request, body) : write(request, body);
    }
    Compression.announce(request);
    return head
        ? writeEnd(request)
        : compression
            .orElseThrow()
            .compress(body)
            .onFailure(_ -> ServerInternals.abort(request)) // the client would wait for it
            .compose(compressed -> write(request, compressed));
  }

  /** The head of the response to a GET. */
  private Future<Void> writeHead(HttpServerRequest request, ResponseBody body) {
    setLength(request, body);
    return writeEnd(request);
  }

  private Future<Void> writeEnd(HttpServerRequest request) {
    Future<Void> written = request.response().end();
    timeout.watch(written, request);
    return written;
  }

  private Future<Void> write(HttpServerRequest request, ResponseBody body) {
    if (body.length() > Slices.SLICE) {
      setLength(request, body);
      return new SlicedWrite(request, body, timeout).end();
    }
    ByteBuf bytes = body.nextSlice();
    Future<Void> written =
        request.response().end(BufferInternal.buffer(bytes)).onComplete(_ -> bytes.release());
    timeout.watch(written, request);
    return written;
  }

  private static void setLength(HttpServerRequest request, ResponseBody body) {
    request.response().putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
  }
}
