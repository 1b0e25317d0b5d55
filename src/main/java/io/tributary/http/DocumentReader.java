package io.tributary.http;

import io.netty.buffer.Unpooled;
import io.tributary.http.admission.Admission;
import io.tributary.scope.ByteAccount;
import io.tributary.scope.Clock;
import io.tributary.server.RequestBody;
import io.tributary.server.ServerInternals;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.internal.http.HttpServerRequestInternal;
import java.time.Duration;
import java.util.Map;

/** Reads the JSON documents that clients of one aggregate send. Confined to one event loop. */
final class DocumentReader {
  private final AggregateRequestReader reader;
  private final Admission admission;
  private final Clock clock;
  private final int most;
  private final Duration longest;
  private final ServerObserver observer;

  /** Creates the reader of an aggregate's documents. */
  DocumentReader(
      AggregateRequestReader reader, Admission admission, Clock clock, PublicSettings settings) {
    this.reader = reader;
    this.admission = admission;
    this.clock = clock;
    this.most = settings.maxRequestBody();
    this.longest = settings.limits().headTimeout();
    this.observer = settings.server();
  }

  /**
   * Reads the document of a request that would be served otherwise. Call it while the request is
   * handled for the first time. Fails with {@link BadRequestException}.
   *
   * @param parameters the values of the route's parameters, encoded
   * @param account pays for the bytes
   * @throws BadRequestException if nothing of it is read
   */
  Future<Buffer> read(
      HttpServerRequest request, Map<String, String> parameters, ByteAccount account) {
    RequestHead head = RequestHead.of(request);
    reader
        .read(head, parameters)
        .expired()
        .ifPresent(
            problem -> {
              throw new BadRequestException(problem);
            });
    DocumentRules.check(head, most);
    long length = DocumentRules.length(head);
    if (!admission.isOpen() || !account.take(length == RequestBody.UNKNOWN ? most : length)) {
      observer.requestRefused();
      throw new BadRequestException(ProblemMapping.tooManyRequests());
    }
    // Completes on the context of the request, whatever the decoder runs on.
    Promise<Buffer> whole = ((HttpServerRequestInternal) request).context().promise();
    CollectedBody body = new CollectedBody(most, whole);
    Clock.Timer timer =
        clock.after(
            longest.toNanos(),
            () ->
                body.broken(
                    new BadRequestException(408, "the request body did not arrive in time")));
    if (length == 0 || request.isEnded()) {
      body.ended();
    } else {
      feed(request, body);
      if (DocumentRules.waitsForContinue(head)) {
        writeContinue(request);
      }
    }
    return whole.future().onComplete(_ -> timer.cancel()).map(DocumentReader::checked);
  }

  private static void feed(HttpServerRequest request, BodySink body) {
    if (request.version() != HttpVersion.HTTP_2) {
      ClientConnection.readBody(request.connection(), body);
      return;
    }
    request.response().closeHandler(_ -> body.broken(BadRequestException.clientLeft()));
    request.endHandler(_ -> body.ended());
    request.handler(body::piece);
  }

  private static void writeContinue(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      var _ = request.response().writeContinue();
    } else {
      ServerInternals.writeContinue(request.connection());
    }
  }

  private static Buffer checked(Buffer whole) {
    byte[] bytes = whole.getBytes();
    DocumentRules.check(bytes);
    return BufferInternal.buffer(Unpooled.wrappedBuffer(bytes));
  }
}
