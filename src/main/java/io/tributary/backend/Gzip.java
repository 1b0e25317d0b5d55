package io.tributary.backend;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decodes one body in gzip (RFC 1952). A backend may send it although {@code identity} was
 * requested. The decoded bytes are bounded, absolutely and in relation to the encoded ones, so the
 * time on the event loop is, too. Not thread-safe.
 */
final class Gzip {
  /**
   * Deflate reaches 1032:1, and JSON rarely 20:1. What expands more is made to cost memory and
   * time.
   */
  private static final int MAX_RATIO = 100;

  /** Decoded bytes that are not compared with the encoded ones. */
  private static final int ANY_RATIO = 64 * 1024;

  /** A body is one member. Several are allowed, but each one costs time. */
  private static final int MAX_MEMBERS = 64;

  /** Largest array allocated because of the announced size. It grows as the body is decoded. */
  private static final int MAX_PREALLOCATED = 256 * 1024;

  private static final int TRAILER = 8;

  private final byte[] encoded;
  private final int end;
  private final int maxBytes;
  private final int limit;
  private int at;
  private byte[] bytes;
  private int length;

  private Gzip(byte[] encoded, int end, int maxBytes) {
    this.encoded = encoded;
    this.end = end;
    this.maxBytes = maxBytes;
    this.limit = (int) Math.min(maxBytes, Math.max(ANY_RATIO, (long) MAX_RATIO * end));
    this.bytes = new byte[end < TRAILER ? 1 : room(littleEndian(end - 4, 4))];
  }

  /** One byte more than announced: the decoder then knows that it has reached the end. */
  private int room(long announced) {
    return 1 + (int) Math.min(announced, Math.min(limit, MAX_PREALLOCATED));
  }

  /**
   * Decodes the first {@code length} bytes of an array.
   *
   * @param maxBytes the limit of the decoded bytes
   * @throws CallFailedException if they exceed a limit, or the encoded bytes are not one whole gzip
   *     file
   */
  static byte[] decode(byte[] encoded, int length, int maxBytes) {
    return new Gzip(encoded, length, maxBytes).decode();
  }

  private byte[] decode() {
    Inflater inflater = new Inflater(true);
    try {
      for (int members = 0; at < end; members++) {
        if (members == MAX_MEMBERS) {
          throw malformed();
        }
        skipHeader();
        inflate(inflater);
      }
      return Arrays.copyOf(bytes, length);
    } catch (DataFormatException corrupt) {
      throw malformed();
    } finally {
      inflater.end();
    }
  }

  /** Fields in the order of RFC 1952, 2.3. */
  private void skipHeader() {
    require(10);
    int flags = encoded[at + 3];
    boolean isGzip = encoded[at] == 0x1f && encoded[at + 1] == (byte) 0x8b && encoded[at + 2] == 8;
    if (!isGzip || (flags & 0xe0) != 0) {
      throw malformed();
    }
    at += 10;
    if ((flags & 0x04) != 0) { // FEXTRA
      require(2);
      at += 2 + (int) littleEndian(at, 2);
    }
    if ((flags & 0x08) != 0) { // FNAME
      skipText();
    }
    if ((flags & 0x10) != 0) { // FCOMMENT
      skipText();
    }
    if ((flags & 0x02) != 0) { // FHCRC
      at += 2;
    }
    require(0);
  }

  private void skipText() {
    while (at < end && encoded[at] != 0) {
      at++;
    }
    at++;
  }

  private void require(int more) {
    if (at + more > end) {
      throw malformed(); // truncated
    }
  }

  private void inflate(Inflater inflater) throws DataFormatException {
    int start = length;
    inflater.reset();
    inflater.setInput(encoded, at, end - at);
    while (!inflater.finished()) {
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.min(limit + 1, Math.max(2 * length, 1024)));
      }
      int more = inflater.inflate(bytes, length, bytes.length - length);
      if (more == 0 && !inflater.finished()) {
        throw malformed(); // truncated, or in need of a dictionary
      }
      length += more;
      if (length > limit) {
        throw limit == maxBytes ? BodyCollector.tooLarge() : malformed();
      }
    }
    at = end - inflater.getRemaining();
    checkTrailer(start);
  }

  private void checkTrailer(int start) {
    CRC32 sum = new CRC32();
    sum.update(bytes, start, length - start);
    require(TRAILER);
    if (littleEndian(at, 4) != sum.getValue() || littleEndian(at + 4, 4) != length - start) {
      throw malformed();
    }
    at += TRAILER;
  }

  private long littleEndian(int from, int count) {
    long value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = (value << 8) | (encoded[from + i] & 0xff);
    }
    return value;
  }

  private static CallFailedException malformed() {
    return new CallFailedException(Reason.BAD_BODY, "the body is not valid gzip");
  }
}
