import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Finds the status of an answer, and where it ends: by its length or by its last chunk. */
final class Answer {
  private static final int CHUNKED = -1;
  private static final int HEAD_END = 0x0D0A0D0A;
  private static final long LAST_CHUNK = 0x300D0A0D0AL;

  private final byte[] head = new byte[2048];
  private int headSize;
  private long tail;
  private boolean inBody;
  private boolean partial;
  private long left;

  boolean isWholeWith(ByteBuffer bytes) throws IOException {
    while (!inBody && bytes.hasRemaining()) {
      if (headSize == head.length) {
        throw new IOException("a head of more than " + head.length + " bytes");
      }
      head[headSize++] = bytes.get();
      tail = tail << 8 | head[headSize - 1] & 0xFF;
      inBody = (int) tail == HEAD_END;
      if (inBody) {
        String fields =
            new String(head, 0, headSize, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        left = bodySize(fields);
        partial = fields.contains("\r\naggregate-complete: false");
      }
    }
    if (left != CHUNKED) {
      left -= bytes.remaining();
      return inBody && left <= 0;
    }
    for (int at = Math.max(bytes.position(), bytes.limit() - 5); at < bytes.limit(); at++) {
      tail = tail << 8 | bytes.get(at) & 0xFF;
    }
    return (tail & 0xFF_FFFF_FFFFL) == LAST_CHUNK;
  }

  private static long bodySize(String fields) {
    int name = fields.indexOf("\r\ncontent-length:");
    return name < 0
        ? CHUNKED
        : Long.parseLong(fields.substring(name + 17, fields.indexOf('\r', name + 17)).strip());
  }

  int status() {
    return (head[9] - '0') * 100 + (head[10] - '0') * 10 + head[11] - '0';
  }

  /** Tributary's own word for an answer in which parts are missing. */
  boolean isPartial() {
    return partial;
  }

  void clear() {
    headSize = 0;
    tail = 0;
    inBody = false;
    left = 0;
  }
}
