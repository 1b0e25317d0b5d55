package io.tributary.support;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTTP proxy's: {@code CONNECT} makes a tunnel, and a GET in absolute-form is passed on in
 * origin-form, like those that follow on its connection.
 */
final class HttpHandshake implements FakeProxy.Handshake {
  private static final Pattern CONNECT = Pattern.compile("\\ACONNECT (\\S+) HTTP/1.1\r\n");
  private static final Pattern ABSOLUTE = Pattern.compile("\\AGET http://([^/ ]+)");
  private static final Buffer ESTABLISHED =
      Buffer.buffer("HTTP/1.1 200 Connection established\r\n\r\n");

  private final StringBuilder received = new StringBuilder();
  private boolean tunnel;

  @Override
  public Optional<FakeProxy.Target> receive(Buffer bytes, NetSocket client) {
    received.append(text(bytes));
    if (received.indexOf("\r\n\r\n") < 0) {
      return Optional.empty();
    }
    Matcher connect = CONNECT.matcher(received);
    tunnel = connect.find();
    if (tunnel) {
      return Optional.of(new FakeProxy.Target(connect.group(1), ESTABLISHED, Buffer.buffer()));
    }
    Matcher absolute = ABSOLUTE.matcher(received);
    if (!absolute.find()) {
      client.end(Buffer.buffer("HTTP/1.1 400 Bad Request\r\n\r\n")).onFailure(_ -> {});
      return Optional.empty();
    }
    Buffer first = passOn(Buffer.buffer(received.toString(), "ISO-8859-1"));
    return Optional.of(new FakeProxy.Target(absolute.group(1), Buffer.buffer(), first));
  }

  @Override
  public Buffer passOn(Buffer bytes) {
    return tunnel
        ? bytes
        : Buffer.buffer(ABSOLUTE.matcher(text(bytes)).replaceFirst("GET "), "ISO-8859-1");
  }

  private static String text(Buffer bytes) {
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }
}
