package io.tributary.http.admission;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Recognises bytes that are one whole request of the usual form, without parsing them: a GET or
 * HEAD of HTTP/1.1 with one {@code Host}, and no header that changes what follows a request. Every
 * reader of HTTP sees one request there and nothing else, so it can be refused as it is. Stateless.
 */
final class SimpleHead {
  private static final byte[] GET = bytes("GET /");
  private static final byte[] HEAD = bytes("HEAD /");
  private static final byte[] VERSION = bytes(" HTTP/1.1");
  private static final byte[] END = bytes("\r\n\r\n");
  private static final String HOST = "host:";
  private static final String ORIGIN = "origin:";

  /** Some clients say what HTTP/1.1 means anyway. */
  private static final String KEEP_ALIVE = "connection: keep-alive";

  /** Headers with other meanings for the connection start with these letters, or are rare. */
  private static final String[] UNUSUAL = {"connection:", "content-", "expect:", "transfer-"};

  /** Visible ASCII; goes on while it is. */
  private static final ByteProcessor VISIBLE = value -> value > ' ' && value < 0x7f;

  private static final ByteProcessor VISIBLE_OR_BLANK = value -> value >= ' ' && value < 0x7f;

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
    int end = endOfLine(bytes, from, to);
    int target = from + (get ? GET.length : HEAD.length) - 1;
    int version = end - VERSION.length;
    if (version < target
        || !startsWith(bytes, version, end, VERSION)
        || bytes.forEachByte(target, version - target, VISIBLE) >= 0) {
      return false;
    }
    int hosts = 0;
    for (int line = end + 2; line < to - 2; line = end + 2) {
      end = endOfLine(bytes, line, to);
      if (end < 0 || !isUsual(bytes, line, end)) {
        return false;
      }
      hosts += isHost(bytes, line, end) ? 1 : 0;
    }
    return hosts == 1;
  }

  /** Whether the request of a simple head is a HEAD, whose response has no body. */
  static boolean isHead(ByteBuf bytes) {
    return bytes.getByte(bytes.readerIndex()) == 'H';
  }

  /** The {@code Origin} of a simple head, or null if it has none. */
  static @Nullable String origin(ByteBuf bytes) {
    int to = bytes.writerIndex();
    int end = endOfLine(bytes, bytes.readerIndex(), to);
    for (int line = end + 2; line < to - 2; line = end + 2) {
      end = endOfLine(bytes, line, to);
      if (startsWithIgnoringCase(bytes, line, end, ORIGIN)) {
        int value = line + ORIGIN.length();
        return bytes.toString(value, end - value, StandardCharsets.US_ASCII).strip();
      }
    }
    return null;
  }

  /** The index of the CR LF that ends a line, or -1 if it ends in another way. */
  private static int endOfLine(ByteBuf bytes, int from, int to) {
    int feed = bytes.indexOf(from, to, (byte) '\n');
    return feed > from && bytes.getByte(feed - 1) == '\r' ? feed - 1 : -1;
  }

  private static boolean isUsual(ByteBuf bytes, int line, int end) {
    int colon = bytes.indexOf(line, end, (byte) ':');
    if (colon <= line
        || bytes.forEachByte(line, colon - line, VISIBLE) >= 0
        || bytes.forEachByte(colon, end - colon, VISIBLE_OR_BLANK) >= 0) {
      return false;
    }
    for (String name : UNUSUAL) {
      if (startsWithIgnoringCase(bytes, line, end, name)) {
        return end - line == KEEP_ALIVE.length()
            && startsWithIgnoringCase(bytes, line, end, KEEP_ALIVE);
      }
    }
    return true;
  }

  /** Whether this is a host of one word. */
  private static boolean isHost(ByteBuf bytes, int line, int end) {
    if (!startsWithIgnoringCase(bytes, line, end, HOST)) {
      return false;
    }
    int value = line + HOST.length();
    value += value < end && bytes.getByte(value) == ' ' ? 1 : 0;
    return value < end && bytes.forEachByte(value, end - value, VISIBLE) < 0;
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
