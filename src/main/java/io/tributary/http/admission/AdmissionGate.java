package io.tributary.http.admission;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.tributary.server.ConnectionWatch;
import io.tributary.server.ServerInternals;
import org.jspecify.annotations.Nullable;

/**
 * Holds the requests of one connection before they are parsed, while its event loop has no place
 * for them. A request of an unusual form, or in several pieces, is passed on and refused later,
 * which costs more. Confined to its event loop.
 */
final class AdmissionGate extends ChannelInboundHandlerAdapter implements WaitingRequests.Held {
  private final Admission admission;
  private final ConnectionWatch watch;
  private final Refusals refusals;
  private @Nullable ChannelHandlerContext context;
  private @Nullable ByteBuf held;
  private boolean passedOn;
  private boolean unread;

  AdmissionGate(Admission admission, ConnectionWatch watch, Refusals refusals) {
    this.admission = admission;
    this.watch = watch;
    this.refusals = refusals;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    if (held != null) {
      held = Unpooled.wrappedBuffer(held, bytes);
      // The client sends more without waiting for a response. The rest stays in the kernel.
      unread = true;
      context.channel().config().setAutoRead(false);
    } else if (admission.isOpen() || !watch.isWaiting() || !SimpleHead.is(bytes)) {
      passedOn = true;
      context.fireChannelRead(bytes);
    } else {
      held = bytes;
      watch.held();
      admission.waiting().add(this);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (passedOn) {
      passedOn = false;
      context.fireChannelReadComplete();
    }
  }

  @Override
  public void admit() {
    ByteBuf bytes = taken();
    if (bytes != null && context != null) {
      context.fireChannelRead(bytes);
      context.fireChannelReadComplete();
    }
  }

  @Override
  public void refuse() {
    if (held == null || context == null) {
      return; // the client has left
    }
    if (unread || refusals.closing()) {
      admit();
      return;
    }
    ByteBuf request = taken();
    if (request != null && ServerInternals.isUnwritten(context.channel())) {
      request.release();
      watch.unread(); // the client does not read its refusals
    } else if (request != null) {
      ByteBuf refusal = refusals.next(request, context.channel().remoteAddress());
      request.release();
      watch.responded();
      var _ = context.writeAndFlush(refusal, context.voidPromise());
    }
  }

  private @Nullable ByteBuf taken() {
    ByteBuf bytes = held;
    held = null;
    if (unread && context != null) {
      unread = false;
      context.channel().config().setAutoRead(true);
    }
    return bytes;
  }

  /** The client sends nothing more, or another event that is not meant to overtake the request. */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    admit();
    context.fireUserEventTriggered(event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (held != null) {
      held.release();
      held = null;
    }
    context.fireChannelInactive();
  }
}
