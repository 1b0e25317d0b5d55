package io.tributary.backend.lean;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.tributary.aggregate.CallFailedException;
import io.tributary.backend.NextPoll;
import io.tributary.backend.StaleConnectionException;
import io.tributary.backend.TransportFailure;
import io.tributary.scope.Timeline;
import io.vertx.core.internal.net.NetSocketInternal;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * A kept-alive connection to a backend, with one exchange at a time. Unsolicited bytes close it,
 * before a request is written as well as after the end of a response, so that they are never taken
 * for the response to another request. Confined to its event loop.
 */
final class Connection implements ResponseDecoder.Listener {
  private final ConnectionPool pool;
  private final ChannelHandlerContext context;
  private final ResponseDecoder decoder;
  private final Runnable writeRequest = this::writeRequest;
  private final ChannelFutureListener written = result -> written(result.cause());
  private final ConnectionLifetime lifetime;

  private ConnectionState state = ConnectionState.IDLE;
  private @Nullable Exchange exchange;
  private boolean keepAlive;

  /** Takes over a newly connected socket. */
  Connection(ConnectionPool pool, NetSocketInternal socket, byte[] scratch, long now) {
    this.pool = pool;
    this.context = socket.channelHandlerContext();
    this.decoder = new ResponseDecoder(this, scratch);
    this.lifetime = new ConnectionLifetime(now);
    context
        .pipeline()
        .addBefore(context.name(), "response-decoder", decoder)
        .addBefore(context.name(), "connection", new ConnectionEvents(this));
  }

  /** Whether the connection may be used again at this time. */
  boolean lasts(long now) {
    return isOpen() && lifetime.lasts(now);
  }

  private boolean isOpen() {
    return state != ConnectionState.CLOSED && context.channel().isActive();
  }

  /** Whether the connection has reached its maximum age. */
  boolean outlived(long now) {
    return lifetime.over(now);
  }

  /** Marks the connection as idle. */
  void rest(long now) {
    state = ConnectionState.IDLE;
    lifetime.rest(now);
  }

  /**
   * Starts an exchange. Writes the request in the next turn of the event loop. Bytes that the
   * socket already holds are then seen first, and an unsolicited response closes the connection
   * instead of being taken for this one's. A new socket has not been polled yet.
   */
  void begin(Exchange next) {
    exchange = next;
    state = ConnectionState.ASSIGNED;
    if (lifetime.reused()) {
      context.executor().execute(writeRequest);
    } else {
      NextPoll.run(context.executor(), writeRequest);
    }
  }

  /** Reports the connection that the request is written to. */
  void report(Timeline timeline) {
    timeline.connected(context.channel().remoteAddress(), "HTTP/1.1", lifetime.reused());
  }

  /** Closes the connection and drops its exchange, at any stage. */
  void close() {
    state = ConnectionState.CLOSED;
    exchange = null;
    var _ = context.close();
  }

  private void writeRequest() {
    if (lifetime.reused() && pool.singleUse()) {
      fail(new StaleConnectionException());
    }
    Exchange current = exchange;
    if (current == null) {
      return;
    }
    RequestEncoder head = pool.head();
    try {
      current.write(head);
    } catch (RuntimeException refused) {
      exchange = null;
      pool.free(this);
      current.fail(refused);
      return;
    }
    state = ConnectionState.AWAITING;
    keepAlive = true;
    ByteBuf out = context.alloc().directBuffer(head.length());
    head.writeTo(out);
    var _ = context.writeAndFlush(out).addListener(written);
  }

  private void written(@Nullable Throwable failure) {
    if (failure != null) {
      fail(failure);
    }
  }

  @Override
  public void head(ResponseHead head) {
    Exchange current = exchange;
    switch (state) {
      case IDLE, ASSIGNED -> unsolicited();
      case AWAITING, RECEIVING -> {
        state = ConnectionState.RECEIVING;
        if (current != null) {
          keepAlive &= head.keepAlive(); // an interim head may have said no
          lifetime.kept(head.keepAliveSeconds());
          current.receive(head);
        }
      }
      case ENDED -> surplus(); // an unsolicited response; the one before it is valid
      case CLOSED -> {}
    }
  }

  @Override
  public void body(ByteBuf bytes, int length) {
    if (exchange != null && state == ConnectionState.RECEIVING) {
      exchange.receive(bytes, length);
    }
  }

  @Override
  public void end() {
    if (state == ConnectionState.RECEIVING) {
      state = ConnectionState.ENDED;
    }
  }

  @Override
  public void broken(CallFailedException why) {
    switch (state) {
      case IDLE, ASSIGNED -> unsolicited();
      case AWAITING, RECEIVING -> {
        state = ConnectionState.RECEIVING;
        fail(why);
      }
      case ENDED -> surplus();
      case CLOSED -> {}
    }
  }

  /** Ends a response after all bytes of the same read have been checked. */
  void readComplete() {
    if (state == ConnectionState.ENDED) {
      finish();
    } else if (decoder.hasMore()) {
      switch (state) {
        case IDLE, ASSIGNED -> unsolicited();
        case AWAITING -> state = ConnectionState.RECEIVING;
        case RECEIVING, ENDED, CLOSED -> {}
      }
    }
  }

  private void finish() {
    Exchange current = exchange;
    exchange = null;
    if (decoder.hasMore()) {
      surplus();
    }
    if (keepAlive && isOpen()) {
      pool.free(this);
    } else {
      close();
    }
    if (current != null) {
      current.end();
    }
  }

  /** The socket has closed. */
  void closed() {
    if (exchange == null) {
      state = ConnectionState.CLOSED;
    } else {
      fail(new ClosedChannelException());
    }
  }

  /**
   * The TLS session ends before the socket closes. After a proper close_notify alert a body that is
   * delimited by the end of the connection is complete. The decoder reports that when the socket
   * closes.
   */
  void tlsEnded(boolean closeNotified) {
    if (closeNotified && state == ConnectionState.RECEIVING) {
      var _ = context.close();
    } else {
      fail(new ClosedChannelException());
    }
  }

  /** The socket has failed, or the bytes on it. */
  void failed(Throwable cause) {
    if (exchange != null) {
      pool.observeTlsFailure(cause);
    }
    fail(cause);
  }

  /** Closes the connection, so that unsolicited bytes are not taken for the next response. */
  private void unsolicited() {
    pool.unsolicited();
    fail(new StaleConnectionException());
  }

  /** Unsolicited bytes followed the response: the connection is not used again. */
  private void surplus() {
    if (keepAlive) {
      pool.unsolicited();
    }
    keepAlive = false;
  }

  /** Fails the exchange, if any, and closes the connection. A complete response stays valid. */
  private void fail(Throwable cause) {
    if (state == ConnectionState.ENDED) {
      keepAlive = false;
      finish();
      return;
    }
    Exchange current = exchange;
    boolean stale = lifetime.reused() && state.awaitsResponse();
    close();
    if (current != null) {
      if (stale) {
        pool.closeIdle();
      }
      current.fail(TransportFailure.of(cause, stale));
    }
  }
}
