package io.tributary.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.support.FakeBackend;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
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

  @ParameterizedTest
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
  void aByteOrderMarkIsABadBody() {
    bad("", Buffer.buffer("\ufeff[1]"));
  }

  @Test
  void utf16IsABadBody() {
    bad("", Buffer.buffer("[1]".getBytes(StandardCharsets.UTF_16LE)));
  }

  @Test
  void bytesThatAreNotUtf8AreABadBody() {
    bad("", Buffer.buffer(new byte[] {'"', (byte) 0xff, '"'}));
    bad("", Buffer.buffer(new byte[] {'"', (byte) 0xc0, (byte) 0xaf, '"'}));
  }

  @Test
  void aPageWithStatus200IsABadBody() {
    bad("Content-Type: text/html\r\n", Buffer.buffer("<h1>It works</h1>"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "GZIP", "br", "zstd", "identity, gzip", "x-unknown"})
  void anEncodedBodyIsABadBodyWhateverItHolds(String encoding) {
    bad("Content-Encoding: " + encoding + "\r\n", Buffer.buffer("[1]"));
  }

  @Test
  void aSecondEncodingHeaderCountsToo() {
    bad("Content-Encoding: identity\r\nContent-Encoding: gzip\r\n", Buffer.buffer("[1]"));
  }

  @Test
  void identityIsNoEncoding() {
    assertThat(pipe("Content-Encoding: Identity\r\n", Buffer.buffer("[1]")).body("/bad"))
        .isEqualTo("[1]");
  }

  @Test
  void compressedBytesAreNeverDecoded() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(("[" + " ".repeat(1_000_000) + "]").getBytes(StandardCharsets.US_ASCII));
    }
    bad("Content-Encoding: gzip\r\n", Buffer.buffer(packed.toByteArray()));
    bad("", Buffer.buffer(packed.toByteArray()));
  }

  @ParameterizedTest
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
