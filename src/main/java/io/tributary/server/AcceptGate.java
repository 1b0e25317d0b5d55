package io.tributary.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.Future;
import io.tributary.server.ConnectionLimit.OpenConnection;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Applies a {@link ConnectionLimit} to connections as they are accepted, before an event loop takes
 * them over, so that a flood of connections costs neither descriptors nor memory. When all places
 * are busy, no more are accepted: one connection waits here for a place, the others in the kernel.
 * Confined to the event loop of the listening socket.
 */
final class AcceptGate extends ChannelInboundHandlerAdapter {
  private static final String NAME = "connection-limit";
  private static final AttributeKey<Boolean> GATED = AttributeKey.valueOf(AcceptGate.class, NAME);

  private static final long PAUSE_MILLIS = 5;

  /** The place of a connection that was counted when it was accepted. */
  static final AttributeKey<OpenConnection> PLACE = AttributeKey.valueOf(AcceptGate.class, "place");

  private final ConnectionLimit limit;
  private final long openingMillis;

  /** An accepted connection without a place. */
  private @Nullable Channel held;

  private AcceptGate(ConnectionLimit limit, long openingMillis) {
    this.limit = limit;
    this.openingMillis = openingMillis;
  }

  /**
   * Applies the limit to all further connections of a listening socket.
   *
   * @param openingMillis the longest that a connection may take to be ready for a request, or 0 if
   *     it is ready at once
   */
  static void install(Channel listening, ConnectionLimit limit, long openingMillis) {
    if (!listening.hasAttr(GATED) && listening.attr(GATED).compareAndSet(null, true)) {
      listening.pipeline().addFirst(NAME, new AcceptGate(limit, openingMillis));
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    limit.applies();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    Channel accepted = (Channel) message;
    if (!passesOn(context, accepted)) {
      held = accepted;
    }
    if (held != null || !limit.hasPlace()) {
      context.channel().config().setAutoRead(false);
      goOnLater(context);
    }
  }

  private boolean passesOn(ChannelHandlerContext context, Channel accepted) {
    OpenConnection place = limit.enter(accepted);
    if (place == null) {
      return false;
    }
    accepted.attr(PLACE).set(place);
    if (openingMillis > 0) {
      ServerInternals.watchTls(accepted);
    }
    context.fireChannelRead(accepted);
    if (openingMillis > 0) {
      place.opens();
      Future<?> timer =
          context
              .executor()
              .schedule(() -> closeUnopened(accepted), openingMillis, TimeUnit.MILLISECONDS);
      accepted.closeFuture().addListener(_ -> timer.cancel(false));
    }
    return true;
  }

  /** Closes a connection that no event loop has taken over yet. */
  private static void closeUnopened(Channel accepted) {
    if (accepted.attr(PLACE).get() != null) {
      ServerInternals.close(accepted);
    }
  }

  private void goOnLater(ChannelHandlerContext context) {
    var _ = context.executor().schedule(() -> goOn(context), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void goOn(ChannelHandlerContext context) {
    if (held != null && passesOn(context, held)) {
      held = null;
    }
    if (held == null && limit.hasPlace()) {
      var _ = context.channel().config().setAutoRead(true);
    } else if (context.channel().isOpen()) {
      goOnLater(context);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (held != null) {
      held.unsafe().closeForcibly();
      held = null;
    }
    context.fireChannelInactive();
  }
}
