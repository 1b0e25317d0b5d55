package io.tributary.backend;

import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;

/**
 * Writes the head of a request, byte by byte into its buffer. Nothing that was not looked at gets
 * on the wire: a target is {@link RequestTarget}'s, and a value with a line break or another
 * control character is refused here. For one thread.
 */
final class RequestHead {
  private static final AsciiString GET = AsciiString.cached("GET ");
  private static final AsciiString VERSION_AND_HOST = AsciiString.cached(" HTTP/1.1\r\nhost: ");
  private static final AsciiString COLON = AsciiString.cached(": ");
  private static final AsciiString LINE_END = AsciiString.cached("\r\n");

  private final ByteBuf out;

  private RequestHead(ByteBuf out) {
    this.out = out;
  }

  /** Begins with the request line and the host. */
  static RequestHead get(ByteBuf out, String target, AsciiString host) {
    RequestHead head = new RequestHead(out);
    head.ascii(GET);
    head.ascii(target);
    head.ascii(VERSION_AND_HOST);
    head.ascii(host);
    head.ascii(LINE_END);
    return head;
  }

  /**
   * Adds a header line.
   *
   * @throws IllegalArgumentException if the value may not stand in one
   */
  void line(AsciiString name, CharSequence value) {
    ascii(name);
    ascii(COLON);
    value(value);
    ascii(LINE_END);
  }

  /** The end of the head. */
  void end() {
    ascii(LINE_END);
  }

  private void ascii(CharSequence text) {
    out.writeCharSequence(text, StandardCharsets.US_ASCII);
  }

  private void value(CharSequence value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7F || c > 0xFF) {
        throw new IllegalArgumentException("a header's value has a character it may not have");
      }
    }
    out.writeCharSequence(value, StandardCharsets.ISO_8859_1);
  }
}
