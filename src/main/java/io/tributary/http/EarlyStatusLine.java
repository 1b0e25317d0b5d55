package io.tributary.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends the first bytes of the next response before it is known, to learn whether the client is
 * still there. A client that has closed its socket and one that has only ended its output look the
 * same until something is sent: the first one answers with a reset, and then the next write fails
 * and closes the channel. The second one gets the rest of the response later. The bytes are sent
 * one by one with growing pauses, so a reset is noticed after 5 ms or twice the round trip. The
 * first handler of its channel; confined to its event loop.
 */
final class EarlyStatusLine extends ChannelOutboundHandlerAdapter {
  /** Every response starts with these bytes. */
  private static final byte[] START = "HTTP/1.".getBytes(StandardCharsets.US_ASCII);

  private static final long FIRST_PAUSE_MILLIS = 5;

  private int sent;
  private int skipped;
  private @Nullable Future<?> timer;

  private EarlyStatusLine() {}

  /** Starts to send the bytes, and leaves those that are sent out of the next response. */
  static void send(ChannelHandlerContext context) {
    context.pipeline().addFirst(new EarlyStatusLine());
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    sendNext(context);
  }

  private void sendNext(ChannelHandlerContext context) {
    long pause = FIRST_PAUSE_MILLIS << sent;
    var _ = context.writeAndFlush(Unpooled.wrappedBuffer(START, sent++, 1));
    if (sent < START.length) {
      timer = context.executor().schedule(() -> sendNext(context), pause, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof ByteBuf bytes && bytes.isReadable()) {
      stop();
      int skip = Math.min(sent - skipped, bytes.readableBytes());
      bytes.skipBytes(skip);
      skipped += skip;
    }
    var _ = context.write(message, promise);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    stop(); // the channel is closed
  }

  private void stop() {
    if (timer != null) {
      timer.cancel(false);
    }
  }
}
