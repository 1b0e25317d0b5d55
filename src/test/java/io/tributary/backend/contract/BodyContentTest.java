package io.tributary.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.support.FakeBackend;
import io.tributary.support.GzipFile;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EveryTransport
class BodyContentTest {
  @RegisterExtension final Wire wire;

  BodyContentTest(TransportUnderTest transport) {
    wire = new Wire(transport);
  }

  @ParameterizedTest(name = "faults 141, 142, 143: {0}")
  @ValueSource(
      strings = {
        "",
        " \t\r\n",
        "NaN",
        "Infinity",
        "[1",
        "{\"a\":1,}",
        "[1] [2]",
        "[1]x",
        "{'a':1}",
        "01",
        "// comment\n[1]",
        "<html><body>sorry</body></html>"
      })
  void whatIsNotOneDocumentIsABadBody(String body) {
    bad("", Buffer.buffer(body));
  }

  @Test
  @DisplayName("fault 151: a byte order mark")
  void aByteOrderMarkIsABadBody() {
    bad("", Buffer.buffer("\ufeff[1]"));
  }

  @Test
  @DisplayName("fault 151: UTF-16")
  void utf16IsABadBody() {
    bad("", Buffer.buffer("[1]".getBytes(StandardCharsets.UTF_16LE)));
  }

  @Test
  @DisplayName("fault 150: bytes that are not UTF-8")
  void bytesThatAreNotUtf8AreABadBody() {
    bad("", Buffer.buffer(new byte[] {'"', (byte) 0xff, '"'}));
    bad("", Buffer.buffer(new byte[] {'"', (byte) 0xc0, (byte) 0xaf, '"'}));
  }

  @Test
  @DisplayName("faults 138, 139: a page with status 200")
  void aPageWithStatus200IsABadBody() {
    bad("Content-Type: text/html\r\n", Buffer.buffer("<h1>It works</h1>"));
  }

  @ParameterizedTest(name = "C15, fault 137: {0}")
  @ValueSource(
      strings = {"br", "zstd", "deflate", "gzip, br", "gzip, gzip", "x-gzip, gzip", "x-unknown"})
  void c15AnyOtherCodingIsABadBodyWhateverItHolds(String encoding) {
    bad("Content-Encoding: " + encoding + "\r\n", Buffer.buffer("[1]"));
    bad("Content-Encoding: " + encoding + "\r\n", GzipFile.of("[1]"));
  }

  @Test
  void c15ASecondEncodingHeaderCountsToo() {
    bad("Content-Encoding: gzip\r\nContent-Encoding: gzip\r\n", GzipFile.of("[1]"));
    bad("Content-Encoding: identity\r\nContent-Encoding: br\r\n", Buffer.buffer("[1]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "GZip", "x-gzip", "identity, gzip", ", gzip ,", "gzip\r\nX: y"})
  void c15GzipIsDecoded(String encoding) {
    Wire.Pipe pipe = pipe("Content-Encoding: " + encoding + "\r\n", GzipFile.of("[1.10]"));
    assertThat(pipe.body("/bad")).isEqualTo("[1.10]");
    Faults.nextCallsAreFine(pipe);
  }

  @Test
  @DisplayName("C15, fault 137: corrupt, truncated, empty or wrong gzip")
  void c15WhatIsNotOneGzipFileIsABadBody() {
    Buffer good = GzipFile.of("[1]");
    bad("Content-Encoding: gzip\r\n", Buffer.buffer("[1]"));
    bad("Content-Encoding: gzip\r\n", Buffer.buffer());
    bad("Content-Encoding: gzip\r\n", good.getBuffer(0, good.length() - 1));
    bad("Content-Encoding: gzip\r\n", good.copy().appendString("x"));
    bad("Content-Encoding: gzip\r\n", good.copy().setByte(good.length() - 5, (byte) 7));
    bad("Content-Encoding: gzip\r\n", GzipFile.of("[1"));
    bad("Content-Encoding: gzip\r\n", GzipFile.of(""));
    bad("", good);
  }

  @Test
  @DisplayName("C15, fault 137: gzip of 1000 to 1")
  void c15TheLimitCountsDecodedBytes() {
    String cap = "\"" + "abcdefghijklmnop".repeat(4096).substring(2) + "\"";
    assertThat(pipe("Content-Encoding: gzip\r\n", GzipFile.of(cap)).body("/bad")).isEqualTo(cap);
    for (String longer : new String[] {cap + " ", "[" + " ".repeat(1_000_000) + "]"}) {
      Wire.Pipe pipe = pipe("Content-Encoding: gzip\r\n", GzipFile.of(longer));
      assertThat(pipe.failure("/bad").reason()).isEqualTo(Reason.TOO_LARGE);
      Faults.nextCallsAreFine(pipe);
    }
  }

  @Test
  void identityIsNoEncoding() {
    assertThat(pipe("Content-Encoding: Identity\r\n", Buffer.buffer("[1]")).body("/bad"))
        .isEqualTo("[1]");
  }

  @ParameterizedTest(name = "faults 141, 144, 145, 146, 151: {0}")
  @ValueSource(
      strings = {
        "1e400",
        "[123456789012345678901234567890]",
        "{\"price\": 1.10}",
        "{\"a\":1,\"a\":2}",
        "\"\\ud800\"",
        "-0",
        "null",
        " { \"b\" : 1 ,\r\n \"a\" : 2 } ",
        "\"\\u0041\\/é😀\""
      })
  void keepsEveryByteOfAGoodBody(String body) {
    Buffer bytes = Buffer.buffer(body);
    assertThat(pipe("", bytes).bytes("/bad")).isEqualTo(bytes);
  }

  @Test
  void saysWhereABodyIsWrongWithoutShowingIt() {
    CallFailedException failed = pipe("", Buffer.buffer("[1,secret]")).failure("/bad");
    assertThat(failed).hasMessageContaining("byte 3").message().doesNotContain("secret");
  }

  private void bad(String headers, Buffer body) {
    Wire.Pipe pipe = pipe(headers, body);
    assertThat(pipe.failure("/bad").reason()).isEqualTo(Reason.BAD_BODY);
    Faults.nextCallsAreFine(pipe);
  }

  private Wire.Pipe pipe(String headers, Buffer body) {
    FakeBackend backend =
        wire.faulty(
            exchange -> {
              exchange.write(
                  "HTTP/1.1 200 OK\r\n"
                      + headers
                      + "Content-Length: "
                      + body.length()
                      + "\r\n\r\n");
              exchange.send(body).onComplete(_ -> {});
            });
    return wire.pipe(backend);
  }
}
