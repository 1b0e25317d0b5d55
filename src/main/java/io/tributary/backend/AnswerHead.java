package io.tributary.backend;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;

/**
 * The head of an answer, strictly after RFC 9112: what tells where the body ends, whether the
 * connection lasts and whether the body can be read. Of all other fields only the form is checked.
 * Immutable once read.
 *
 * <p>Whatever could be read in two ways is refused: a length that is said twice or beside chunks, a
 * folded line, a space before a colon, a line end without its carriage return.
 */
final class AnswerHead {
  private static final byte[] VERSION = HeadBytes.of("HTTP/1.");
  private static final byte[] CONTENT_LENGTH = HeadBytes.of("content-length");
  private static final byte[] TRANSFER_ENCODING = HeadBytes.of("transfer-encoding");
  private static final byte[] CONTENT_ENCODING = HeadBytes.of("content-encoding");
  private static final byte[] CONNECTION = HeadBytes.of("connection");
  private static final byte[] TIMEOUT = HeadBytes.of("timeout=");
  private static final byte[] CHUNKED = HeadBytes.of("chunked");
  private static final byte[] IDENTITY = HeadBytes.of("identity");
  private static final byte[] CLOSE = HeadBytes.of("close");
  private static final byte[] KEEP_ALIVE = HeadBytes.of("keep-alive");

  /** So that it fits in a long with room to spare: a petabyte is too large anyway. */
  private static final int MAX_LENGTH_DIGITS = 15;

  private static final int MAX_SECONDS_DIGITS = 6;

  /** Bytes before the first line's end at the earliest. */
  static final int SHORTEST = VERSION.length;

  private static final int STATUS_AT = VERSION.length + 2;
  private static final int MAX_STATUS_DIGITS = 3;

  private final byte[] bytes;
  private int status;
  private boolean http10;
  private long contentLength = -1;
  private boolean chunked;
  private boolean close;
  private boolean keep;
  private int keepAliveSeconds = Integer.MAX_VALUE;
  private boolean encoded;

  private AnswerHead(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Whether these first bytes can be the beginning of an answer. */
  static boolean canBegin(byte[] bytes, int length) {
    return HeadBytes.startWith(bytes, Math.min(length, VERSION.length), VERSION);
  }

  /**
   * Reads a head.
   *
   * @param length where it ends: after the empty line
   * @throws CallFailedException if it is not one
   */
  static AnswerHead read(byte[] bytes, int length) {
    AnswerHead head = new AnswerHead(bytes);
    int pos = head.readStatusLine();
    while (pos < length - 2) {
      pos = head.readField(pos);
    }
    if (head.chunked && (head.contentLength >= 0 || head.http10)) {
      throw malformed();
    }
    return head;
  }

  /** Checks one line of trailers, which say nothing that anybody here would go by. */
  static void checkField(byte[] bytes) {
    int _ = new AnswerHead(bytes).readField(0);
  }

  /** As the backend has it: up to three digits, which may be no status at all. */
  int status() {
    return status;
  }

  /** Whether another, final head follows. */
  boolean interim() {
    return status / 100 == 1;
  }

  /** In bytes, of an answer that is not chunked; -1 if the end of the connection tells. */
  long bodyLength() {
    return interim() || status == 204 || status == 304 ? 0 : contentLength;
  }

  boolean chunked() {
    return chunked && bodyLength() < 0;
  }

  /** What the backend has announced, though there may be no body at all; -1 if nothing. */
  long contentLength() {
    return contentLength;
  }

  /** Whether the body is in another form than was asked for. */
  boolean encoded() {
    return encoded;
  }

  /** Whether the connection can be used again after this answer. */
  boolean keepAlive() {
    return !close && (!http10 || keep) && (chunked || bodyLength() >= 0);
  }

  /** How long the backend says it keeps an idle connection; the largest number if it does not. */
  int keepAliveSeconds() {
    return keepAliveSeconds;
  }

  private int readStatusLine() {
    int end = HeadBytes.endOfLine(bytes, 0);
    byte minor = bytes[VERSION.length];
    int afterStatus = HeadBytes.endOfDigits(bytes, STATUS_AT);
    boolean wellFormed =
        (minor == '0' || minor == '1')
            && bytes[STATUS_AT - 1] == ' '
            && afterStatus > STATUS_AT
            && afterStatus <= STATUS_AT + MAX_STATUS_DIGITS
            && (afterStatus == end || bytes[afterStatus] == ' ');
    if (!wellFormed) {
      throw malformed();
    }
    http10 = minor == '0';
    status = (int) HeadBytes.number(bytes, STATUS_AT, afterStatus);
    return end + 2;
  }

  private int readField(int from) {
    int colon = HeadBytes.endOfToken(bytes, from);
    if (colon == from || bytes[colon] != ':') {
      throw malformed();
    }
    int end = HeadBytes.endOfLine(bytes, colon + 1);
    int valueFrom = HeadBytes.afterBlanks(bytes, colon + 1, end);
    int valueTo = HeadBytes.beforeBlanks(bytes, valueFrom, end);
    switch (colon - from) {
      case 10 -> connection(from, valueFrom, valueTo);
      case 14 -> contentLength(from, valueFrom, valueTo);
      case 16 -> contentEncoding(from, valueFrom, valueTo);
      case 17 -> transferEncoding(from, valueFrom, valueTo);
      default -> {}
    }
    return end + 2;
  }

  private void connection(int name, int from, int to) {
    if (HeadBytes.equal(bytes, name, CONNECTION)) {
      close |= HeadBytes.listed(bytes, from, to, CLOSE);
      keep |= HeadBytes.listed(bytes, from, to, KEEP_ALIVE);
    } else if (HeadBytes.equal(bytes, name, KEEP_ALIVE)
        && to - from > TIMEOUT.length
        && HeadBytes.equal(bytes, from, TIMEOUT)) {
      int seconds = from + TIMEOUT.length;
      int end = HeadBytes.endOfDigits(bytes, seconds);
      if (end > seconds && end - seconds <= MAX_SECONDS_DIGITS) {
        keepAliveSeconds = (int) HeadBytes.number(bytes, seconds, end);
      }
    }
  }

  private void contentLength(int name, int from, int to) {
    if (HeadBytes.equal(bytes, name, CONTENT_LENGTH)) {
      if (contentLength >= 0 || to == from || to - from > MAX_LENGTH_DIGITS) {
        throw malformed();
      }
      contentLength = HeadBytes.number(bytes, from, to);
    }
  }

  private void contentEncoding(int name, int from, int to) {
    if (HeadBytes.equal(bytes, name, CONTENT_ENCODING)) {
      encoded |= !HeadBytes.is(bytes, from, to, IDENTITY);
    }
  }

  private void transferEncoding(int name, int from, int to) {
    if (HeadBytes.equal(bytes, name, TRANSFER_ENCODING)) {
      if (chunked || !HeadBytes.is(bytes, from, to, CHUNKED)) {
        throw malformed(); // nothing else was asked for, and its end would be anybody's guess
      }
      chunked = true;
    }
  }

  static CallFailedException malformed() {
    return new CallFailedException(Reason.UNREACHABLE, "the backend did not answer in HTTP");
  }
}
