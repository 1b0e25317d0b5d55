package io.tributary.support;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;

/** A connection to a fake backend that speaks HTTP/1.1: whatever a script writes is sent as is. */
final class Http1Connection {
  private final NetSocket socket;
  private final Traffic traffic;
  private final FakeBackend.Script script;
  private final int number;
  private final StringBuilder received = new StringBuilder();
  private int requests;

  Http1Connection(NetSocket socket, Traffic traffic, FakeBackend.Script script) {
    this.socket = socket;
    this.traffic = traffic;
    this.script = script;
    this.number = traffic.connections();
  }

  void start() {
    traffic.streamOpened();
    var _ = channel(socket).closeFuture().addListener(_ -> traffic.streamClosed());
    if (script.speaksFirst(number, text -> socket.write(text))) {
      var _ = socket.close();
    } else {
      socket.handler(this::received);
    }
  }

  private void received(Buffer bytes) {
    received.append(bytes.toString(StandardCharsets.ISO_8859_1));
    String head = received.toString();
    if (head.endsWith("\r\n\r\n")) { // all requests are GETs without a body
      received.setLength(0);
      traffic.requested(head);
      script.onRequest(new Exchange(socket, head, number, ++requests));
    }
  }

  private static Channel channel(NetSocket socket) {
    return ((NetSocketInternal) socket).channelHandlerContext().channel();
  }

  private record Exchange(NetSocket socket, String head, int connection, int request)
      implements FakeBackend.Exchange {
    @Override
    public Future<Void> send(Buffer bytes) {
      return socket.write(bytes);
    }

    @Override
    public void close() {
      var _ = socket.close();
    }

    @Override
    public void closeConnection() {
      close();
    }

    @Override
    public void resetConnection() {
      if (channel(socket).isOpen()) {
        channel(socket).config().setOption(ChannelOption.SO_LINGER, 0);
        close();
      }
    }

    @Override
    public void onClosed(Runnable action) {
      var _ = channel(socket).closeFuture().addListener(_ -> action.run());
    }
  }
}
