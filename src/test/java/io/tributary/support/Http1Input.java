package io.tributary.support;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Bytes of HTTP/1.1 that were written and are not yet read, by line or by number. */
final class Http1Input {
  private final ByteBuf bytes = Unpooled.buffer();

  void add(Buffer more) {
    bytes.discardReadBytes().writeBytes(((BufferInternal) more).getByteBuf());
  }

  /** Whether what is here can be the beginning of a text that starts so. */
  boolean mayStartWith(String start) {
    return start.startsWith(text(Math.min(bytes.readableBytes(), start.length())));
  }

  /** The next line without its end, if all of it is here. */
  Optional<String> line() {
    int length = bytes.bytesBefore((byte) '\n');
    if (length < 0) {
      return Optional.empty();
    }
    String line = text(length);
    bytes.skipBytes(length + 1);
    if (!line.endsWith("\r")) {
      throw new IllegalArgumentException("a line ends with CR LF");
    }
    return Optional.of(line.substring(0, length - 1));
  }

  /** What is here of the next bytes. */
  Buffer atMost(long length) {
    int here = (int) Math.min(length, bytes.readableBytes());
    return BufferInternal.buffer(Unpooled.copiedBuffer(bytes.readSlice(here)));
  }

  private String text(int length) {
    return bytes.toString(bytes.readerIndex(), length, StandardCharsets.ISO_8859_1);
  }
}
