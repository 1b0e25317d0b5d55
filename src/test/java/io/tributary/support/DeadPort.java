package io.tributary.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** A loopback port that refuses connections for as long as this is open: bound, never listening. */
public final class DeadPort implements AutoCloseable {
  private final Socket socket = new Socket();

  /** Takes a free port. */
  public DeadPort() throws IOException {
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  /** Where nothing listens. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
