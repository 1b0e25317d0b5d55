package io.tributary.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The bytes of a chunked body of HTTP/1.1, taken from the wire one by one. For one thread. */
public final class ChunkedInput {
  private final InputStream wire;
  private int left;
  private boolean ended;

  ChunkedInput(InputStream wire) {
    this.wire = wire;
  }

  /** The next line without its end, as soon as it is there. */
  public String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = read(); b != '\n'; b = read()) {
      if (b < 0) {
        throw new IOException("ended after: " + line.toString(StandardCharsets.UTF_8));
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  /** The next byte of the body, or -1 after the last chunk. */
  public int read() throws IOException {
    if (left == 0 && !ended) {
      left = Integer.parseInt(crlf(), 16);
      if (left == 0) {
        ended = true;
        String _ = crlf();
      }
    }
    if (ended) {
      return -1;
    }
    int b = next();
    if (--left == 0) {
      String _ = crlf();
    }
    return b;
  }

  private String crlf() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = next(); b != '\n'; b = next()) {
      line.append((char) b);
    }
    return line.toString().strip();
  }

  private int next() throws IOException {
    int b = wire.read();
    if (b < 0) {
      throw new IOException("the connection was closed in the middle of the body");
    }
    return b;
  }
}
