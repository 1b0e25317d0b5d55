package io.tributary.accesslog;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where lines go. Used by one thread. */
interface LineSink extends AutoCloseable {
  /**
   * Writes whole lines.
   *
   * @throws IOException if some of them could not be written
   */
  void write(ByteBuffer lines) throws IOException;

  @Override
  void close() throws IOException;

  /** Standard output, which is left open. */
  static LineSink stdout() {
    return new LineSink() {
      @Override
      public void write(ByteBuffer lines) throws IOException {
        System.out.write(lines.array(), lines.arrayOffset() + lines.position(), lines.remaining());
        System.out.flush();
        if (System.out.checkError()) {
          throw new IOException("standard output is closed");
        }
      }

      @Override
      public void close() {}
    };
  }
}
