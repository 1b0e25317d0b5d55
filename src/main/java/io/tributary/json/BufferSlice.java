package io.tributary.json;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;

/** Reads buffers as slices and back, where possible without a copy. Stateless. */
public final class BufferSlice {
  private BufferSlice() {}

  /** The value of the document in a buffer. The buffer must not be modified. */
  public static Slice of(Buffer document) {
    ByteBuf bytes = ((BufferInternal) document).getByteBuf();
    if (!bytes.hasArray()) {
      return Slice.document(document.getBytes());
    }
    int from = bytes.arrayOffset() + bytes.readerIndex();
    return Slice.document(bytes.array(), from, from + bytes.readableBytes());
  }

  /** A buffer of the slice's bytes. */
  public static Buffer buffer(Slice value) {
    return BufferInternal.buffer(
        Unpooled.wrappedBuffer(value.bytes(), value.from(), value.length()));
  }
}
