package io.tributary.backend.lean;

import io.netty.buffer.ByteBuf;
import io.tributary.backend.Header;
import io.tributary.backend.Request;
import io.tributary.backend.RequestHeaders;
import io.tributary.scope.Deadline;
import java.util.Arrays;
import java.util.List;

/**
 * Encodes the head of a request. Rejects control characters, such as a line break in a header
 * value, to prevent request splitting. Reusable. Confined to one event loop.
 */
final class RequestEncoder {
  private static final int INITIAL_BYTES = 1024;
  private static final byte[] GET = HttpSyntax.of("GET ");
  private static final byte[] VERSION = HttpSyntax.of(" HTTP/1.1\r\n");
  private static final byte[] LINE_END = HttpSyntax.of("\r\n");

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int length;

  /**
   * Encodes the head of a request.
   *
   * @param hostLine the encoded {@code Host} header line
   * @param deadline its remaining time is sent as {@code Request-Timeout-Ms}
   * @throws IllegalArgumentException if the target or a header value has a character that is not
   *     allowed
   */
  void encode(Request request, byte[] hostLine, Deadline deadline) {
    length = 0;
    add(GET);
    addChecked(request.target());
    add(VERSION);
    add(hostLine);
    add(request.headers().constant().lines());
    List<Header> own = request.headers().own();
    for (int i = 0; i < own.size(); i++) {
      line(own.get(i));
    }
    line(RequestHeaders.timeout(deadline));
    add(LINE_END);
  }

  private void line(Header header) {
    add(header.name().lineStart());
    addChecked(header.value());
    add(LINE_END);
  }

  int length() {
    return length;
  }

  void writeTo(ByteBuf out) {
    out.writeBytes(bytes, 0, length);
  }

  private void add(byte[] more) {
    makeRoom(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
  }

  private void addChecked(String text) {
    makeRoom(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7F || c > 0xFF) {
        throw new IllegalArgumentException("the request head has a character that is not allowed");
      }
      bytes[length + i] = (byte) c;
    }
    length += text.length();
  }

  private void makeRoom(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * (length + more));
    }
  }
}
