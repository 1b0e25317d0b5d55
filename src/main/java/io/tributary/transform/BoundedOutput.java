package io.tributary.transform;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;

/** Collects bytes, up to a number of them, as long as its thread is not interrupted. */
final class BoundedOutput extends OutputStream {
  private final Buffer bytes = Buffer.buffer();
  private final int most;

  BoundedOutput(int most) {
    this.most = most;
  }

  /** More was written than there is room for. */
  static final class FullException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public void write(byte[] more, int from, int length) throws IOException {
    if (length > most - bytes.length()) {
      throw new FullException();
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException();
    }
    bytes.appendBytes(more, from, length);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  Buffer bytes() {
    return bytes;
  }
}
