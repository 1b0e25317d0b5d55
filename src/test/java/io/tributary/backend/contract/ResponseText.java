package io.tributary.backend.contract;

import io.netty.handler.codec.http2.Http2Flags;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPOutputStream;

/** What broken responses are put together from. */
final class ResponseText {
  static final String CHUNKED = "Transfer-Encoding: chunked";
  static final String LAST_CHUNK = "0\r\n\r\n";
  static final int END_STREAM = Http2Flags.END_STREAM;
  static final int END_HEADERS = Http2Flags.END_HEADERS;

  /** {@code :status: 200} in HPACK. */
  static final Buffer STATUS_200 = Buffer.buffer(new byte[] {(byte) 0x88});

  /** {@code GET http://a/} in HPACK. */
  private static final byte[] PUSHED_REQUEST = {(byte) 0x82, (byte) 0x86, (byte) 0x84, 1, 1, 'a'};

  private static final List<String> INTERIM =
      List.of("100 Continue", "102 Processing", "103 Early Hints", "104 X");

  private ResponseText() {}

  /** Some heads with the same interim status. */
  static String interim(RandomGenerator random, int atLeast, int atMost) {
    return "HTTP/1.1 %s\r\n\r\n"
        .formatted(INTERIM.get(random.nextInt(INTERIM.size())))
        .repeat(random.nextInt(atLeast, atMost + 1));
  }

  /** A response that says its body is so long. */
  static String ok(int length, String body) {
    return head("Content-Length: " + length) + body;
  }

  static String head(String fields) {
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + fields + "\r\n\r\n";
  }

  static String chunk(String text) {
    return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
  }

  static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The payload of PUSH_PROMISE. */
  static Buffer promise(int stream) {
    return Buffer.buffer().appendInt(stream).appendBytes(PUSHED_REQUEST);
  }
}
