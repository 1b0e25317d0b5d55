package io.tributary.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.http.RequestIds;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** A client of the service's own public port. Confined to the event loop of its caller. */
final class OwnClient {
  private static final int MOST_BYTES = 64 * 1024;

  private final Vertx vertx;
  private final PublicAddress address;
  private final HttpClient client;

  /**
   * What the service responded.
   *
   * @param requestId the id under which it may be recorded
   * @param body the first 64 KiB of it as text
   */
  record Response(HttpClientResponse head, String requestId, String body, boolean truncated) {}

  /** Creates a client that opens at most so many connections. */
  OwnClient(Vertx vertx, PublicAddress address, int connections) {
    this.vertx = vertx;
    this.address = address;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setSsl(address.tls())
                // It is our own certificate, which is made for the names that clients use.
                .setTrustAll(true)
                .setVerifyHost(false),
            new PoolOptions().setHttp1MaxSize(connections));
  }

  /** Sends the request. Fails if the service is silent for so long, or does not respond. */
  Future<Response> send(AskedRequest asked, Duration longest) {
    Promise<Response> promise = Promise.promise();
    client
        .request(
            new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(address.port(), address.host()))
                .setHost("localhost")
                .setPort(address.port())
                .setMethod(asked.method())
                .setURI(asked.url())
                .setConnectTimeout(longest.toMillis()))
        .onFailure(promise::tryFail)
        .onSuccess(request -> send(request, asked, longest).onComplete(promise));
    return promise.future();
  }

  private Future<Response> send(HttpClientRequest request, AskedRequest asked, Duration longest) {
    Promise<Response> promise = Promise.promise();
    String id = RequestIds.next();
    request.headers().addAll(asked.headers()).set("X-Request-Id", id);
    long timer =
        vertx.setTimer(
            longest.toMillis(),
            _ -> {
              promise.tryFail(new TimeoutException());
              request.reset();
            });
    boolean post = HttpMethod.POST.equals(asked.method());
    if (post) {
      request.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
    }
    (post ? request.send(asked.body()) : request.send())
        .onFailure(promise::tryFail)
        .onSuccess(response -> receive(response, id, promise));
    return promise.future().onComplete(_ -> vertx.cancelTimer(timer));
  }

  /** Reads to the end, because the service would see a client that leaves. */
  private static void receive(HttpClientResponse head, String id, Promise<Response> promise) {
    Buffer kept = Buffer.buffer();
    long[] bytes = {0};
    head.exceptionHandler(promise::tryFail);
    head.handler(
        piece -> {
          bytes[0] += piece.length();
          kept.appendBuffer(piece, 0, Math.min(piece.length(), MOST_BYTES - kept.length()));
        });
    head.endHandler(
        _ -> promise.tryComplete(new Response(head, id, text(kept), bytes[0] > kept.length())));
  }

  /** The text of bytes whose last character may be cut. */
  private static String text(Buffer bytes) {
    CharBuffer text = CharBuffer.allocate(bytes.length());
    UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .onUnmappableCharacter(CodingErrorAction.REPLACE)
        .decode(ByteBuffer.wrap(bytes.getBytes()), text, /* endOfInput= */ false);
    return text.flip().toString();
  }
}
