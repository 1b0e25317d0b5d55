package io.tributary.support;

import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * An exchange on one HTTP/2 stream. The text of the response becomes frames as it is written, the
 * last of them with END_STREAM. Text that HTTP/2 cannot say resets the stream with PROTOCOL_ERROR,
 * and text after the end of the response is ignored. Closing ends a body without a length properly
 * and resets any other that is incomplete with INTERNAL_ERROR. The connection stays.
 */
final class Http2Exchange implements FakeBackend.Exchange {
  private final Http2Connection connection;
  private final Http2StreamChannel stream;
  private final String head;
  private final int request;
  private final Http1Text response = new Http1Text();
  private final Http2Outbox outbox;

  Http2Exchange(Http2Connection connection, Http2StreamChannel stream, String head, int request) {
    this.connection = connection;
    this.stream = stream;
    this.head = head;
    this.request = request;
    this.outbox = new Http2Outbox(stream);
  }

  @Override
  public String head() {
    return head;
  }

  @Override
  public int connection() {
    return connection.number();
  }

  @Override
  public int request() {
    return request;
  }

  @Override
  public Future<Void> send(Buffer bytes) {
    Promise<Void> sent = Promise.promise();
    onLoop(
        () -> {
          outbox.write(Http2Frames.of(response.read(bytes)));
          outbox.afterwards(
              written -> {
                if (written.isSuccess()) {
                  sent.complete();
                } else {
                  sent.fail(written.cause());
                }
              });
        });
    return sent.future();
  }

  @Override
  public void close() {
    onLoop(
        () -> {
          if (response.untilClose()) {
            endStream();
          } else if (!response.complete()) {
            resetStream(Http2Error.INTERNAL_ERROR);
          }
        });
  }

  @Override
  public void closeConnection() {
    onLoop(() -> outbox.afterwards(_ -> connection.close()));
  }

  @Override
  public void resetConnection() {
    onLoop(connection::reset);
  }

  @Override
  public void onClosed(Runnable action) {
    var _ = stream.closeFuture().addListener(_ -> action.run());
  }

  @Override
  public int streamId() {
    return stream.stream().id();
  }

  @Override
  public void resetStream(Http2Error code) {
    onLoop(() -> outbox.afterwards(_ -> reset(code)));
  }

  @Override
  public void sendFrame(int type, int flags, int streamId, Buffer payload) {
    onLoop(() -> outbox.afterwards(_ -> connection.sendFrame(type, flags, streamId, payload)));
  }

  @Override
  public void endStream() {
    onLoop(() -> outbox.write(List.of(Http2Frames.end())));
  }

  @Override
  public void goAway(int lastStreamId) {
    onLoop(() -> connection.goAway(lastStreamId));
  }

  private void reset(Http2Error code) {
    outbox.write(List.of(new DefaultHttp2ResetFrame(code)));
  }

  private void onLoop(Runnable action) {
    if (stream.eventLoop().inEventLoop()) {
      action.run();
    } else {
      stream.eventLoop().execute(action);
    }
  }
}
