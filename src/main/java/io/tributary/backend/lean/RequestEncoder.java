package io.tributary.backend.lean;

import io.netty.buffer.ByteBuf;
import io.tributary.backend.request.RequestTarget;
import java.util.Arrays;

/**
 * Puts together the head of a request. Nothing that was not looked at gets on the wire: a target is
 * {@link RequestTarget}'s, and a value with a line break or another control character is refused
 * here. Used again and again; for one event loop.
 */
public final class RequestEncoder {
  private static final int USUAL_BYTES = 1024;
  private static final byte[] GET = HttpSyntax.of("GET ");
  private static final byte[] VERSION = HttpSyntax.of(" HTTP/1.1\r\n");
  private static final byte[] LINE_END = HttpSyntax.of("\r\n");

  private byte[] bytes = new byte[USUAL_BYTES];
  private int length;

  /** A header's name as {@link #line} wants it. */
  public static byte[] name(String name) {
    return HttpSyntax.of(name + ": ");
  }

  /** Begins anew, with the request line. */
  public RequestEncoder get(String target) {
    length = 0;
    add(GET);
    addChecked(target);
    add(VERSION);
    return this;
  }

  /**
   * Adds a header line.
   *
   * @param name of {@link #name}
   * @throws IllegalArgumentException if the value may not stand in one
   */
  public RequestEncoder line(byte[] name, String value) {
    add(name);
    addChecked(value);
    add(LINE_END);
    return this;
  }

  /** Adds whole lines that were put together before. */
  public RequestEncoder lines(byte[] lines) {
    add(lines);
    return this;
  }

  /** Ends the head. */
  public void end() {
    add(LINE_END);
  }

  /** A copy of what there is. */
  public byte[] copy() {
    return Arrays.copyOf(bytes, length);
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
        throw new IllegalArgumentException("a request's head has a character it may not have");
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
