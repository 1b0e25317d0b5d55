package io.tributary.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import io.tributary.server.ConnectionLimit.OpenConnection;
import java.util.concurrent.TimeUnit;

/**
 * Applies a {@link ConnectionLimit} to connections as they are accepted, before an event loop takes
 * them over, so that a flood of connections costs neither descriptors nor memory. When all places
 * are busy, no more are accepted for a moment, and new connections wait in the kernel. Confined to
 * the event loop of the listening socket.
 */
final class AcceptGate extends ChannelInboundHandlerAdapter {
  private static final String NAME = "connection-limit";
  private static final AttributeKey<Boolean> GATED = AttributeKey.valueOf(AcceptGate.class, NAME);

  private static final long PAUSE_MILLIS = 20;

  /** The place of a connection that was counted when it was accepted. */
  static final AttributeKey<OpenConnection> PLACE = AttributeKey.valueOf(AcceptGate.class, "place");

  private final ConnectionLimit limit;

  private AcceptGate(ConnectionLimit limit) {
    this.limit = limit;
  }

  /** Applies the limit to all further connections of a listening socket. */
  static void install(Channel listening, ConnectionLimit limit) {
    if (!listening.hasAttr(GATED) && listening.attr(GATED).compareAndSet(null, true)) {
      listening.pipeline().addFirst(NAME, new AcceptGate(limit));
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    Channel accepted = (Channel) message;
    OpenConnection place = limit.enter(accepted);
    if (place == null) {
      accepted.unsafe().closeForcibly();
      pause(context.channel());
    } else {
      accepted.attr(PLACE).set(place);
      context.fireChannelRead(message);
      place.accepted();
    }
  }

  private void pause(Channel listening) {
    listening.config().setAutoRead(false);
    var _ =
        listening
            .eventLoop()
            .schedule(
                () -> {
                  var _ = listening.config().setAutoRead(true);
                },
                PAUSE_MILLIS,
                TimeUnit.MILLISECONDS);
  }
}
