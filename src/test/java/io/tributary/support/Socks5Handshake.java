package io.tributary.support;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A SOCKS5 proxy's without authentication (RFC 1928). */
final class Socks5Handshake implements FakeProxy.Handshake {
  private static final Buffer NO_AUTHENTICATION = Buffer.buffer(new byte[] {5, 0});
  private static final Buffer SUCCEEDED = Buffer.buffer(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
  private static final int GREETING = 2;
  private static final int ADDRESS_TYPE = 3;
  private static final int ADDRESS = 4;

  private final Buffer received = Buffer.buffer();
  private int read;

  @Override
  public Optional<FakeProxy.Target> receive(Buffer bytes, NetSocket client) {
    received.appendBuffer(bytes);
    if (read == 0 && has(GREETING) && has(GREETING + received.getByte(1))) {
      read = GREETING + received.getByte(1);
      client.write(NO_AUTHENTICATION).onFailure(_ -> {});
    }
    if (read == 0 || !has(ADDRESS + 1)) {
      return Optional.empty();
    }
    boolean named = received.getByte(read + ADDRESS_TYPE) == 3;
    int from = read + ADDRESS + (named ? 1 : 0);
    int length =
        switch (received.getByte(read + ADDRESS_TYPE)) {
          case 1 -> 4;
          case 4 -> 16;
          default -> received.getByte(read + ADDRESS);
        };
    if (received.length() < from + length + Short.BYTES) {
      return Optional.empty();
    }
    byte[] address = received.getBytes(from, from + length);
    String host = named ? new String(address, StandardCharsets.US_ASCII) : ip(address);
    int port = received.getUnsignedShort(from + length);
    return Optional.of(new FakeProxy.Target(host + ":" + port, SUCCEEDED, Buffer.buffer()));
  }

  private boolean has(int more) {
    return received.length() >= read + more;
  }

  private static String ip(byte[] address) {
    try {
      return InetAddress.getByAddress(address).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
