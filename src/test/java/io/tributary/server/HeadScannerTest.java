package io.tributary.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadScannerTest {
  private final HeadScanner scanner = new HeadScanner();

  private int end(String text) {
    return scanner.endOfHead(bytes(text));
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
  }

  @Test
  void aHeadEndsAfterItsFirstEmptyLine() {
    assertThat(end("GET /a HTTP/1.1\r\nHost: a\r\n\r\nGET")).isEqualTo(28);
    assertThat(end("GET /a\r\n")).isEqualTo(8);
    assertThat(end("\r\nGET")).isEqualTo(2);
  }

  @Test
  void emptyLinesBeforeARequestAreSlicesOfTheirOwn() {
    assertThat(end("\r\n\r\nGET")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 11, 100})
  void theEndIsFoundWhateverThePieces(int piece) {
    String text = "GET /a\r\nH: a\r\n\r\nGET /b\r\n\r\nGE";
    List<Integer> ends = new ArrayList<>();
    for (int from = 0; from < text.length(); from += piece) {
      ByteBuf bytes = bytes(text.substring(from, Math.min(text.length(), from + piece)));
      while (bytes.isReadable()) {
        int end = scanner.endOfHead(bytes);
        bytes.readerIndex(end);
        int at = from + end;
        if (text.substring(0, at).endsWith("\n\r\n")) {
          ends.add(at);
        }
      }
    }
    assertThat(ends).contains(16, 26);
  }
}
