package io.tributary.support;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A port that swallows connections, because nobody accepts those that wait already. Where a full
 * queue does not have that effect, the test that needs it is skipped.
 */
public final class FullBacklog implements AutoCloseable {
  private static final int MOST = 20;
  private static final int CONNECT_MILLIS = 200;

  private final ServerSocket silent;
  private final List<Socket> waiting = new ArrayList<>();

  /** One at this address and port, or at any port if that is 0. */
  public FullBacklog(InetAddress address, int port) throws IOException {
    silent = new ServerSocket(port, 1, address);
    boolean full = false;
    for (int i = 0; i < MOST && !full; i++) {
      full = !connects();
    }
    assumeThat(full).as("a full backlog swallows connections").isTrue();
  }

  private boolean connects() throws IOException {
    Socket socket = new Socket();
    waiting.add(socket);
    try {
      socket.connect(
          new InetSocketAddress(silent.getInetAddress(), silent.getLocalPort()), CONNECT_MILLIS);
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  /** The port. */
  public int port() {
    return silent.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : waiting) {
      socket.close();
    }
    silent.close();
  }
}
