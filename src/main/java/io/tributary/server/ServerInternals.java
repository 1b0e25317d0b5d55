package io.tributary.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;

/**
 * All uses of internals of the Vert.x server: the channel of a connection, and the names of the
 * handlers in its pipeline. The test of this class fails when an upgrade changes one of them.
 * Stateless.
 */
public final class ServerInternals {
  /** The name of the handler that decodes requests. */
  public static final String DECODER = "httpDecoder";

  /** The name of the handler that encodes responses. */
  static final String ENCODER = "httpEncoder";

  /** The name of Vert.x's own handler, the last one. */
  public static final String HANDLER = "handler";

  private ServerInternals() {}

  /** The channel of a server's connection. */
  public static Channel channel(HttpConnection connection) {
    return ((HttpServerConnection) connection).channelHandlerContext().channel();
  }

  /**
   * Closes a connection at once, whatever is still to be written. The kernel forgets what the
   * client has not read, too (RFC 9293, 3.9.1: abort).
   */
  public static void reset(HttpConnection connection) {
    reset(channel(connection));
  }

  static void reset(Channel channel) {
    boolean _ = channel.config().setOption(ChannelOption.SO_LINGER, 0);
    close(channel);
  }

  /**
   * Closes a channel at once. Vert.x would wait until all is written, however long the client does
   * not read. Call it on any thread.
   */
  static void close(Channel channel) {
    ChannelHandlerContext first = channel.pipeline().firstContext();
    var _ = first == null ? channel.close() : first.close();
  }
}
