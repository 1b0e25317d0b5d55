package io.tributary.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleStateEvent;
import java.util.function.BooleanSupplier;

/**
 * Keeps from Vert.x that a connection is idle while a request is in progress: Vert.x would close
 * it. A request has limits of its own, so the idle timeout can be shorter than a request takes.
 * Confined to its event loop.
 */
final class IdleWatch extends ChannelInboundHandlerAdapter {
  private final BooleanSupplier busy;

  /** Watches a connection that has a request in progress when this says so. */
  IdleWatch(BooleanSupplier busy) {
    this.busy = busy;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (!(event instanceof IdleStateEvent) || !busy.getAsBoolean()) {
      context.fireUserEventTriggered(event);
    }
  }
}
