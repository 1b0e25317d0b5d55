package io.tributary.http.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimpleHeadTest {
  private static ByteBuf bytes(String text) {
    return Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nhost:a\r\n\r\n",
        "GET /a HTTP/1.1\r\nHost: a\r\nConnection: Keep-Alive\r\nX: \r\n\r\n",
        "GET /a?b=c HTTP/1.1\r\nHost: a\r\n\r\n",
        "HEAD /a HTTP/1.1\r\nHost: a\r\nAccept: */*\r\nCookie: x\r\n\r\n",
      })
  void aWholeGetOrHeadIsSimple(String request) {
    assertThat(SimpleHead.is(bytes(request))).isTrue();
    assertThat(SimpleHead.isHead(bytes(request))).isEqualTo(request.startsWith("HEAD"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "G",
        "\r\n\r\n",
        "GET / HTTP/1.1\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n",
        "GET / HTTP/1.0\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\nHost: a\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\n\r\n",
        "get / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\ncontent-length : 3\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\nContent-Length: 3\r\n\r\n",
        "GET / HTTP/1.1\r\nTRANSFER-ENCODING: chunked\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nConnection: close\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nExpect: 100-continue\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\nx\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n\r\nxyz",
        // what some hop could take for two requests, or for none
        "GET / HTTP/1.1\r\nHost: a\n\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: b\n\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\rTransfer-Encoding: chunked\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n Content-Length: 3\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX\u0000: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: b\u0000\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX : b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost:\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET  / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /  HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /\u0007 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /\u00e9 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET * HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1 \r\nHost: a\r\n\r\n",
      })
  void anythingElseIsNot(String bytes) {
    assertThat(SimpleHead.is(bytes(bytes))).isFalse();
  }

  @Test
  void looksAtTheReadableBytesOnly() {
    ByteBuf bytes = bytes("xGET / HTTP/1.1\r\nHost: a\r\n\r\n");
    assertThat(SimpleHead.is(bytes)).isFalse();
    bytes.skipBytes(1);
    assertThat(SimpleHead.is(bytes)).isTrue();
    bytes.skipBytes(1);
    assertThat(SimpleHead.is(bytes)).isFalse();
  }
}
