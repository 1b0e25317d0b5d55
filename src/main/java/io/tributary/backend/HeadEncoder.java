package io.tributary.backend;

import io.netty.buffer.ByteBuf;
import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.scope.Deadline;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Encodes lines of an HTTP/1.1 request head. Rejects control characters, such as a line break in a
 * header value, to prevent request splitting. Reusable. Confined to one event loop.
 */
public final class HeadEncoder {
  private static final int MIN_ROOM = 1024;
  private static final byte[] LINE_END = "\r\n".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes = {};
  private int length;

  /** Discards everything that was added. */
  public void clear() {
    length = 0;
  }

  /** Adds encoded bytes, which are not checked. */
  public void add(byte[] more) {
    makeRoom(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
  }

  /**
   * Adds text.
   *
   * @throws CallFailedException if the text has a character that is not allowed
   */
  public void add(String text) {
    makeRoom(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7F || c > 0xFF) {
        throw new CallFailedException(
            Reason.DEPENDENCY, "a value in the request has a character that is not allowed");
      }
      bytes[length + i] = (byte) c;
    }
    length += text.length();
  }

  /**
   * Adds the lines of these headers.
   *
   * @param deadline its remaining time is sent as {@code Request-Timeout-Ms}
   * @throws CallFailedException if a header value has a character that is not allowed
   */
  public void add(RequestHeaders headers, Deadline deadline) {
    add(headers.constant().lines());
    List<Header> own = headers.own();
    for (int i = 0; i < own.size(); i++) {
      add(own.get(i));
    }
    add(RequestHeaders.timeout(deadline));
  }

  private void add(Header header) {
    add(header.name().lineStart());
    add(header.value());
    add(LINE_END);
  }

  /** The number of bytes that {@link #writeTo} writes. */
  public int length() {
    return length;
  }

  /** Writes everything that was added. */
  public void writeTo(ByteBuf out) {
    out.writeBytes(bytes, 0, length);
  }

  private void makeRoom(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(MIN_ROOM, 2 * (length + more)));
    }
  }
}
