package io.tributary.backend.lean;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.backend.ResponseRules;
import io.tributary.backend.StaleConnectionException;
import io.tributary.backend.TransportFailure;
import io.vertx.core.internal.net.NetSocketInternal;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * A kept-alive connection to a backend, with one exchange at a time. It takes nothing on trust:
 * what comes before it has asked, or beyond an answer's end, closes it, so that it can never become
 * another request's answer. Confined to its event loop.
 */
final class Connection extends ChannelInboundHandlerAdapter implements ResponseDecoder.Listener {
  private static final int SWITCHING_PROTOCOLS = 101;

  private enum State {
    /** Nobody uses it. */
    IDLE,
    /** It has an exchange, whose request is not written yet. */
    GIVEN,
    /** The request is written, and nothing has come. */
    ASKED,
    /** Something of the answer has come. */
    ANSWERED,
    /** All of it has come, and what came with it is being looked at. */
    ENDED,
    CLOSED
  }

  private final ConnectionPool home;
  private final ChannelHandlerContext context;
  private final ResponseDecoder decoder;
  private final Runnable ask = this::ask;
  private final ChannelFutureListener written = this::written;
  private final ConnectionLifetime lifetime;

  private State state = State.IDLE;
  private @Nullable Exchange exchange;
  private int interimHeads;
  private boolean keepAlive;
  private boolean reused;

  /** Takes over a socket that was just connected. */
  Connection(ConnectionPool home, NetSocketInternal socket, byte[] scratch, long now) {
    this.home = home;
    this.context = socket.channelHandlerContext();
    this.decoder = new ResponseDecoder(this, scratch);
    this.lifetime = new ConnectionLifetime(now);
    context
        .pipeline()
        .addBefore(context.name(), "answers", decoder)
        .addBefore(context.name(), "connection", this);
  }

  /** Whether it may be used again at that time. */
  boolean lasts(long now) {
    return isOpen() && lifetime.lasts(now);
  }

  private boolean isOpen() {
    return state != State.CLOSED && context.channel().isActive();
  }

  /** Whether it is too old to be used again, however busy it is. */
  boolean outlived(long now) {
    return lifetime.over(now);
  }

  /** Nobody uses it any more; for a while somebody may. */
  void rest(long now) {
    state = State.IDLE;
    reused = true;
    lifetime.rest(now);
  }

  /**
   * Asks, one turn of the loop later: what else the sockets have for this turn is looked at before.
   * Were an answer nobody asked for among it, it would be taken for ours, though it may be another
   * user's.
   */
  void begin(Exchange next) {
    exchange = next;
    state = State.GIVEN;
    interimHeads = 0;
    context.executor().execute(ask);
  }

  /** Gives up the exchange, wherever it stands, and the connection with it. */
  void close() {
    state = State.CLOSED;
    exchange = null;
    var _ = context.close();
  }

  private void ask() {
    Exchange current = exchange;
    if (current == null) {
      return;
    }
    RequestEncoder head = home.head();
    try {
      current.write(head);
    } catch (RuntimeException bug) {
      exchange = null;
      home.free(this);
      current.fail(bug);
      return;
    }
    state = State.ASKED;
    ByteBuf out = context.alloc().directBuffer(head.length());
    head.writeTo(out);
    var _ = context.writeAndFlush(out).addListener(written);
  }

  private void written(ChannelFuture result) {
    if (!result.isSuccess()) {
      fail(result.cause());
    }
  }

  @Override
  public void head(ResponseHead head) {
    Exchange current = exchange;
    switch (state) {
      case IDLE, GIVEN -> unasked();
      case ASKED, ANSWERED -> {
        state = State.ANSWERED;
        if (current != null) {
          head(current, head);
        }
      }
      case ENDED -> surplus(); // one response too many; the one before it is good
      case CLOSED -> {}
    }
  }

  private void head(Exchange current, ResponseHead head) {
    if (head.interim() && head.status() != SWITCHING_PROTOCOLS) {
      if (++interimHeads > ResponseRules.MAX_INTERIM_HEADS) {
        fail(new CallFailedException(Reason.BAD_STATUS, "the backend sent no final status"));
      }
    } else if (!ResponseRules.isFinal(head.status())) {
      fail(CallFailedException.badStatus(head.status()));
    } else {
      keepAlive = head.keepAlive();
      lifetime.kept(head.keepAliveSeconds());
      current.receiveHead(head);
    }
  }

  @Override
  public void body(ByteBuf bytes, int length) {
    if (exchange != null && state == State.ANSWERED) {
      exchange.receive(bytes, length);
    }
  }

  @Override
  public void end() {
    if (state == State.ANSWERED) {
      state = State.ENDED;
    }
  }

  @Override
  public void broken(CallFailedException why) {
    switch (state) {
      case IDLE, GIVEN -> unasked();
      case ASKED, ANSWERED -> {
        state = State.ANSWERED;
        fail(why);
      }
      case ENDED -> surplus();
      case CLOSED -> {}
    }
  }

  /** An answer is over when what was read with it was looked at, too. */
  @Override
  public void channelReadComplete(ChannelHandlerContext from) {
    if (state == State.ENDED) {
      finish();
    } else if (decoder.hasMore()) {
      switch (state) {
        case IDLE, GIVEN -> unasked();
        case ASKED -> state = State.ANSWERED;
        case ANSWERED, ENDED, CLOSED -> {}
      }
    }
    from.fireChannelReadComplete();
  }

  private void finish() {
    Exchange current = exchange;
    exchange = null;
    if (decoder.hasMore()) {
      surplus();
    }
    if (keepAlive && isOpen()) {
      home.free(this);
    } else {
      close();
    }
    if (current != null) {
      current.end();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext from) {
    home.closed();
    if (exchange == null) {
      state = State.CLOSED;
    } else {
      fail(new ClosedChannelException());
    }
    from.fireChannelInactive(); // Vert.x, too, has to know
  }

  /**
   * A secure connection ends before its socket does. If the backend said so, a body that lasts
   * until the end is whole: the decoder says that when the socket is closed.
   */
  @Override
  public void userEventTriggered(ChannelHandlerContext from, Object event) {
    if (event instanceof SslCloseCompletionEvent end) {
      if (end.isSuccess() && state == State.ANSWERED) {
        var _ = from.close();
      } else {
        fail(new ClosedChannelException());
      }
    }
    from.fireUserEventTriggered(event);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
    if (exchange != null) {
      home.observeTlsFailure(cause);
    }
    fail(cause);
  }

  /** Something came that nobody asked for: what is asked next must not be answered by it. */
  private void unasked() {
    home.unsolicited();
    fail(new StaleConnectionException());
  }

  /** More than the response has come with it. */
  private void surplus() {
    if (keepAlive) {
      home.unsolicited();
    }
    keepAlive = false;
  }

  /** Ends the exchange, if there is one, and the connection with it; a whole answer stays good. */
  private void fail(Throwable cause) {
    if (state == State.ENDED) {
      keepAlive = false;
      finish();
      return;
    }
    Exchange current = exchange;
    boolean stale = reused && (state == State.GIVEN || state == State.ASKED);
    close();
    if (current != null) {
      if (stale) {
        home.suspectIdle();
      }
      current.fail(TransportFailure.of(cause, stale));
    }
  }
}
