package io.tributary.http.admission;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Recognises bytes that are one whole request of the usual form, without parsing them: a GET or
 * HEAD of HTTP/1.1 whose head ends with the bytes, and no header that changes what follows a
 * request. Such a request can be refused as it is. Stateless.
 */
final class SimpleHead {
  private static final byte[] GET = bytes("GET ");
  private static final byte[] HEAD = bytes("HEAD ");
  private static final byte[] VERSION = bytes(" HTTP/1.1\r\n");
  private static final byte[] END = bytes("\r\n\r\n");

  /** Some clients say what HTTP/1.1 means anyway. */
  private static final String KEEP_ALIVE = "connection: keep-alive\r\n";

  /** Headers with other meanings for the connection start with these letters, or are rare. */
  private static final String[] UNUSUAL = {"connection:", "content-", "expect:", "transfer-"};

  private SimpleHead() {}

  /** Whether the readable bytes are one whole request of the usual form. */
  static boolean is(ByteBuf bytes) {
    int from = bytes.readerIndex();
    int to = bytes.writerIndex();
    boolean get = startsWith(bytes, from, to, GET);
    if (!(get || startsWith(bytes, from, to, HEAD))
        || !startsWith(bytes, to - END.length, to, END)) {
      return false;
    }
    int line = bytes.indexOf(from, to, (byte) '\n') + 1;
    if (!startsWith(bytes, line - VERSION.length, to, VERSION)) {
      return false;
    }
    while (line < to - 2) {
      int next = bytes.indexOf(line, to, (byte) '\n') + 1;
      if (isUnusual(bytes, line, next)) {
        return false;
      }
      line = next;
    }
    return line == to - 2; // the first empty line is the last one
  }

  /** Whether the request of a simple head is a HEAD, whose response has no body. */
  static boolean isHead(ByteBuf bytes) {
    return bytes.getByte(bytes.readerIndex()) == 'H';
  }

  private static boolean isUnusual(ByteBuf bytes, int line, int end) {
    if (bytes.getByte(line) == '\r') {
      return true; // an empty line before the end
    }
    if (startsWithIgnoringCase(bytes, line, end, KEEP_ALIVE)) {
      return false;
    }
    for (String name : UNUSUAL) {
      if (startsWithIgnoringCase(bytes, line, end, name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWithIgnoringCase(ByteBuf bytes, int from, int end, String lower) {
    if (end - from < lower.length()) {
      return false;
    }
    for (int i = 0; i < lower.length(); i++) {
      int letter = bytes.getByte(from + i);
      if ((letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter) != lower.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean startsWith(ByteBuf bytes, int from, int end, byte[] wanted) {
    if (from < bytes.readerIndex() || end - from < wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (bytes.getByte(from + i) != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
