package io.tributary.http;

import io.netty.buffer.ByteBuf;

/** Bytes of a response that are taken in slices, so that only one slice is copied at a time. */
interface Slices {
  /** Largest number of bytes of a slice. */
  int SLICE = 64 * 1024;

  /** Whether no bytes are left, or none yet. */
  boolean isEmpty();

  /**
   * Takes the next bytes, at most {@link #SLICE}, to a direct buffer, which is written to the
   * socket without another copy. The caller must release it.
   */
  ByteBuf nextSlice();
}
