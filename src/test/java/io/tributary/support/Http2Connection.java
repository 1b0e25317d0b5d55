package io.tributary.support;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import java.util.Objects;

/** A connection to a fake backend that speaks HTTP/2. */
final class Http2Connection {
  private final ChannelPipeline pipeline;
  private final Traffic traffic;
  private final FakeBackend.Script script;
  private final Context context = Objects.requireNonNull(Vertx.currentContext());
  private final int number;
  private int requests;

  Http2Connection(NetSocket socket, Traffic traffic, FakeBackend.Script script) {
    this.pipeline = ((NetSocketInternal) socket).channelHandlerContext().pipeline();
    this.traffic = traffic;
    this.script = script;
    this.number = traffic.connections();
  }

  /** Puts the codec before the socket, which sees no more than the end of the connection. */
  void start(Http2Settings settings) {
    pipeline.addBefore("handler", "codec", lenient(settings));
    pipeline.addBefore("handler", "streams", new Http2MultiplexHandler(streams()));
    pipeline.addBefore("handler", "ignored", new IgnoredFrames());
  }

  /** A codec that lets a script send what no client should accept, and leaves limits to it. */
  private static Http2FrameCodec lenient(Http2Settings settings) {
    return Http2FrameCodecBuilder.forServer()
        .initialSettings(settings)
        .validateHeaders(false)
        .encoderIgnoreMaxHeaderListSize(true)
        .decoderEnforceMaxRstFramesPerWindow(0, 1)
        .encoderEnforceMaxRstFramesPerWindow(0, 1)
        .gracefulShutdownTimeoutMillis(0)
        .build();
  }

  private ChannelInitializer<Http2StreamChannel> streams() {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Http2StreamChannel stream) {
        traffic.streamOpened();
        var _ = stream.closeFuture().addListener(_ -> traffic.streamClosed());
        stream.pipeline().addLast(new Http2Request(Http2Connection.this));
      }
    };
  }

  /** A request has arrived on that stream. */
  void requested(Http2StreamChannel stream, String head) {
    traffic.requested(head);
    Http2Exchange exchange = new Http2Exchange(this, stream, head, ++requests);
    context.runOnContext(_ -> script.onRequest(exchange));
  }

  int number() {
    return number;
  }

  /** Closes the socket; the codec, which would send a GOAWAY, is passed over. */
  void close() {
    ChannelHandlerContext codec = pipeline.context(Http2FrameCodec.class);
    if (codec != null) {
      var _ = codec.close();
    }
  }

  void reset() {
    if (pipeline.channel().isOpen()) {
      pipeline.channel().config().setOption(ChannelOption.SO_LINGER, 0);
      close();
    }
  }

  /** Sends a frame that the codec knows nothing of (RFC 9113, 4.1). For the event loop only. */
  void sendFrame(int type, int flags, int streamId, Buffer payload) {
    ChannelHandlerContext codec = pipeline.context(Http2FrameCodec.class);
    if (codec != null) {
      var _ =
          codec.writeAndFlush(
              Unpooled.buffer()
                  .writeMedium(payload.length())
                  .writeByte(type)
                  .writeByte(flags)
                  .writeInt(streamId)
                  .writeBytes(payload.getBytes()));
    }
  }

  /** For the event loop only. */
  void goAway(int lastStreamId) {
    ChannelHandlerContext context = pipeline.context(Http2FrameCodec.class);
    if (context != null) {
      var _ =
          ((Http2FrameCodec) context.handler())
              .goAway(
                  context,
                  lastStreamId,
                  Http2Error.NO_ERROR.code(),
                  Unpooled.EMPTY_BUFFER,
                  context.newPromise());
      Channel _ = context.channel().flush();
    }
  }

  /** Settings, pings and the like, which the codec has dealt with. */
  private static final class IgnoredFrames extends SimpleChannelInboundHandler<Object> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, Object frame) {}
  }
}
