package io.tributary.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.Http2CodecUtil;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Http2FrameScannerTest {
  private final List<String> found = new ArrayList<>();
  private final Http2FrameScanner scanner =
      new Http2FrameScanner((type, flags, stream) -> found.add(type + " " + flags + " " + stream));

  private static ByteBuf frame(int type, int flags, int stream, int length) {
    return Unpooled.buffer()
        .writeMedium(length)
        .writeByte(type)
        .writeByte(flags)
        .writeInt(stream)
        .writeZero(length);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 9, 1000})
  void findsFramesHoweverTheyAreCut(int piece) {
    ByteBuf bytes =
        Unpooled.wrappedBuffer(
            Http2CodecUtil.connectionPrefaceBuf(),
            frame(4, 0, 0, 6),
            frame(1, 5, 1, 300),
            frame(6, 0, 0, 8),
            frame(4, 1, 0, 0),
            frame(0, 1, 0x7fffffff, 20_000));
    while (bytes.isReadable()) {
      ByteBuf next = bytes.readSlice(Math.min(piece, bytes.readableBytes()));
      scanner.scan(next);
      assertThat(next.readerIndex()).as("nothing is consumed").isZero();
    }
    assertThat(found).containsExactly("4 0 0", "1 5 1", "6 0 0", "4 1 0", "0 1 2147483647");
    assertThat(scanner.isWithin()).isFalse();
    assertThat(scanner.ended()).isEqualTo(5);
  }

  @Test
  void aFrameAndAHeadAreUnderWayUntilTheirLastByte() {
    scanner.scan(Http2CodecUtil.connectionPrefaceBuf());
    assertThat(scanner.isWithin()).isFalse();
    ByteBuf head = frame(1, 0, 1, 10);
    scanner.scan(head.slice(0, 5));
    assertThat(scanner.isWithin()).as("in a frame's header").isTrue();
    scanner.scan(head.slice(5, 6));
    assertThat(scanner.isWithin()).as("in a frame's payload").isTrue();
    scanner.scan(head.slice(11, 8));
    assertThat(scanner.isWithin()).as("before the CONTINUATION frame").isTrue();
    assertThat(scanner.ended()).isZero();
    scanner.scan(frame(9, 4, 1, 3));
    assertThat(scanner.isWithin()).isFalse();
    assertThat(scanner.ended()).isEqualTo(1);
  }
}
