package io.tributary.backend;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.vertx.core.internal.net.NetSocketInternal;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * A kept-alive connection to a backend, with one exchange at a time. It takes nothing on trust:
 * what comes when nothing was asked, or beyond an answer's end, closes it, so that it can never
 * become another request's answer. Confined to its event loop.
 */
final class Connection extends ChannelInboundHandlerAdapter implements AnswerDecoder.Listener {
  /** Heads with status 100 or 103 that may come before the final one. */
  private static final int MAX_INTERIM_HEADS = 10;

  private final Connections home;
  private final ChannelHandlerContext context;
  private final AnswerDecoder decoder;
  private final Runnable ask = this::ask;
  private final long openedAt;

  private @Nullable Exchange exchange;
  private boolean asked;
  private int interimHeads;
  private boolean answering;
  private boolean keepAlive;
  private boolean ended;
  private boolean hasAnswered;
  private boolean closed;
  private long idleSince;

  /** Takes over a socket that was just connected. */
  Connection(Connections home, NetSocketInternal socket, byte[] scratch, long now) {
    this.home = home;
    this.context = socket.channelHandlerContext();
    this.decoder = new AnswerDecoder(this, scratch);
    this.openedAt = now;
    context
        .pipeline()
        .addBefore(context.name(), "answers", decoder)
        .addBefore(context.name(), "connection", this);
  }

  boolean isOpen() {
    return !closed && context.channel().isActive();
  }

  long openedAt() {
    return openedAt;
  }

  long idleSince() {
    return idleSince;
  }

  void idleSince(long now) {
    idleSince = now;
  }

  /**
   * Asks, one turn of the loop later: what else the sockets have for this turn is looked at before.
   * Were an answer nobody asked for among it, it would be taken for ours, though it may be another
   * user's.
   */
  void begin(Exchange next) {
    exchange = next;
    asked = false;
    interimHeads = 0;
    answering = false;
    ended = false;
    context.executor().execute(ask);
  }

  /** Gives up the exchange, wherever it stands, and the connection with it. */
  void close() {
    closed = true;
    exchange = null;
    var _ = context.close();
  }

  private void ask() {
    Exchange current = exchange;
    if (current == null) {
      return;
    }
    RequestHead head = home.head();
    try {
      current.write(head);
    } catch (RuntimeException bug) {
      exchange = null;
      home.free(this);
      current.fail(bug);
      return;
    }
    asked = true;
    ByteBuf out = context.alloc().directBuffer(head.length());
    head.writeTo(out);
    var _ = context.writeAndFlush(out, context.voidPromise());
  }

  @Override
  public void head(AnswerHead head) {
    Exchange current = exchange;
    if (closed) {
      return;
    }
    if (current == null || !asked) {
      fail(new StaleConnectionException()); // an answer, but to what?
    } else if (ended) {
      keepAlive = false; // one answer too many; the one before it is good
    } else if (head.status() == 100 || head.status() == 103) {
      if (++interimHeads > MAX_INTERIM_HEADS) {
        fail(new CallFailedException(Reason.BAD_STATUS, "the backend sent no final status"));
      }
    } else if (!HeadRules.isFinal(head.status())) {
      fail(CallFailedException.badStatus(head.status()));
    } else {
      answering = true;
      keepAlive = head.keepAlive();
      current.receiveHead(head);
    }
  }

  @Override
  public void body(ByteBuf bytes, int length) {
    if (exchange != null && !ended) {
      exchange.receive(bytes, length);
    }
  }

  @Override
  public void end() {
    ended = true;
  }

  @Override
  public void broken(CallFailedException why) {
    if (ended) {
      keepAlive = false;
    } else {
      fail(why);
    }
  }

  /** An answer is over when what was read with it was looked at, too. */
  @Override
  public void channelReadComplete(ChannelHandlerContext from) {
    if (exchange != null && ended) {
      finish(exchange);
    } else if (decoder.hasMore()) {
      answering = true;
      if (exchange == null) {
        close();
      }
    }
    from.fireChannelReadComplete();
  }

  private void finish(Exchange current) {
    exchange = null;
    hasAnswered = true;
    if (keepAlive && !decoder.hasMore() && isOpen()) {
      home.free(this);
    } else {
      close();
    }
    current.end();
  }

  @Override
  public void channelInactive(ChannelHandlerContext from) {
    home.closed();
    if (exchange != null && ended) {
      finish(exchange);
    } else if (exchange != null) {
      fail(new ClosedChannelException());
    }
    closed = true;
    from.fireChannelInactive(); // Vert.x, too, has to know
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
    fail(cause);
  }

  /** Ends the exchange, if there is one, and the connection with it. */
  private void fail(Throwable cause) {
    Exchange current = exchange;
    boolean stale = hasAnswered && !answering;
    close();
    if (current != null) {
      current.fail(WireFailure.of(cause, stale));
    }
  }
}
