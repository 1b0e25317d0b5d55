package io.tributary.backend.lean;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.backend.HeaderName;
import io.tributary.backend.Response;
import io.tributary.backend.ResponseRules;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The head of an answer, strictly after RFC 9112: what tells where the body ends, whether the
 * connection lasts and whether the body can be read. Of all other fields only the form is checked.
 * Immutable once read.
 *
 * <p>Whatever could be read in two ways is refused: a length that is given twice or beside chunks,
 * a space before a colon, a line end without its carriage return.
 */
final class ResponseHead {
  private static final byte[] VERSION = HttpSyntax.of("HTTP/1.");
  private static final byte[] CONTENT_LENGTH = HttpSyntax.of("content-length");
  private static final byte[] TRANSFER_ENCODING = HttpSyntax.of("transfer-encoding");
  private static final byte[] CONTENT_ENCODING = HttpSyntax.of("content-encoding");
  private static final byte[] CONNECTION = HttpSyntax.of("connection");
  private static final byte[] TIMEOUT = HttpSyntax.of("timeout=");
  private static final byte[] CHUNKED = HttpSyntax.of("chunked");
  private static final byte[] IDENTITY = HttpSyntax.of("identity");
  private static final byte[] CLOSE = HttpSyntax.of("close");
  private static final byte[] KEEP_ALIVE = HttpSyntax.of("keep-alive");

  /** So that it fits in a long with room to spare: a petabyte is too large anyway. */
  private static final int MAX_LENGTH_DIGITS = 15;

  private static final int MAX_SECONDS_DIGITS = 6;

  /** Bytes before the first line's end at the earliest. */
  static final int SHORTEST = VERSION.length;

  private static final int STATUS_AT = VERSION.length + 2;
  private static final int MAX_STATUS_DIGITS = 3;

  private final byte[] bytes;
  private int fieldsFrom;
  private int fieldsTo;
  private int status;
  private boolean http10;
  private long contentLength = -1;
  private boolean chunked;
  private boolean close;
  private boolean keep;
  private int keepAliveSeconds = Integer.MAX_VALUE;
  private boolean encoded;

  private ResponseHead(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Whether these first bytes can be the beginning of an answer. */
  static boolean canBegin(byte[] bytes, int length) {
    return HttpSyntax.startWith(bytes, Math.min(length, VERSION.length), VERSION);
  }

  /**
   * Reads a head.
   *
   * @param length where it ends: after the empty line
   * @throws CallFailedException if it is not one
   */
  static ResponseHead read(byte[] bytes, int length) {
    ResponseHead head = new ResponseHead(bytes);
    int pos = head.readStatusLine();
    head.fieldsFrom = pos;
    head.fieldsTo = length - 2;
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
    int _ = new ResponseHead(bytes).readField(0);
  }

  /** As the backend has it: up to three digits, which may be no status at all. */
  public int status() {
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

  /** The fields of these names. To be read at once: the bytes belong to the decoder. */
  Map<String, String> select(List<HeaderName> wanted) {
    if (wanted.isEmpty()) {
      return Map.of();
    }
    Map<String, String> selected = Response.newHeaders();
    for (int pos = fieldsFrom; pos < fieldsTo; ) {
      int colon = HttpSyntax.endOfToken(bytes, pos);
      int end = HttpSyntax.endOfLine(bytes, colon + 1);
      String name = new String(bytes, pos, colon - pos, StandardCharsets.ISO_8859_1);
      if (wanted.stream().anyMatch(one -> one.is(name))) {
        int from = HttpSyntax.afterBlanks(bytes, colon + 1, end);
        int to = HttpSyntax.beforeBlanks(bytes, from, end);
        String value = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        selected.merge(name, value, (first, next) -> first + ", " + next);
      }
      pos = end + 2;
    }
    return selected;
  }

  /** The content coding of the body. */
  ResponseRules.Encoding encoding() {
    return encoded ? ResponseRules.Encoding.OTHER : ResponseRules.Encoding.IDENTITY;
  }

  /** Whether the connection can be used again after this answer. */
  boolean keepAlive() {
    return !close && (!http10 || keep) && (chunked() || bodyLength() >= 0) && !announcesNoBody();
  }

  /** A body is announced where none may be: where the response ends is anybody's guess. */
  private boolean announcesNoBody() {
    return (status == 204 || status == 304) && (chunked || contentLength > 0);
  }

  /** How long the backend says it keeps an idle connection; the largest number if it does not. */
  int keepAliveSeconds() {
    return keepAliveSeconds;
  }

  private int readStatusLine() {
    int end = HttpSyntax.endOfLine(bytes, 0);
    byte minor = bytes[VERSION.length];
    int afterStatus = HttpSyntax.endOfDigits(bytes, STATUS_AT);
    boolean wellFormed =
        Character.isDigit(minor)
            && bytes[STATUS_AT - 1] == ' '
            && afterStatus > STATUS_AT
            && afterStatus <= STATUS_AT + MAX_STATUS_DIGITS
            && (afterStatus == end || bytes[afterStatus] == ' ');
    if (!wellFormed) {
      throw malformed();
    }
    http10 = minor == '0';
    status = (int) HttpSyntax.number(bytes, STATUS_AT, afterStatus);
    return end + 2;
  }

  private int readField(int from) {
    int colon = HttpSyntax.endOfToken(bytes, from);
    if (colon == from || bytes[colon] != ':') {
      throw malformed();
    }
    int end = HttpSyntax.endOfLine(bytes, colon + 1);
    while (bytes[end + 2] == ' ' || bytes[end + 2] == '\t') { // a folded line (RFC 9112, 5.2)
      bytes[end] = ' ';
      bytes[end + 1] = ' ';
      end = HttpSyntax.endOfLine(bytes, end + 2);
    }
    int valueFrom = HttpSyntax.afterBlanks(bytes, colon + 1, end);
    int valueTo = HttpSyntax.beforeBlanks(bytes, valueFrom, end);
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
    if (HttpSyntax.equal(bytes, name, CONNECTION)) {
      close |= HttpSyntax.listed(bytes, from, to, CLOSE);
      keep |= HttpSyntax.listed(bytes, from, to, KEEP_ALIVE);
    } else if (HttpSyntax.equal(bytes, name, KEEP_ALIVE)
        && to - from > TIMEOUT.length
        && HttpSyntax.equal(bytes, from, TIMEOUT)) {
      int seconds = from + TIMEOUT.length;
      int end = HttpSyntax.endOfDigits(bytes, seconds);
      if (end > seconds && end - seconds <= MAX_SECONDS_DIGITS) {
        keepAliveSeconds = (int) HttpSyntax.number(bytes, seconds, end);
      }
    }
  }

  private void contentLength(int name, int from, int to) {
    if (HttpSyntax.equal(bytes, name, CONTENT_LENGTH)) {
      if (contentLength >= 0 || to == from || to - from > MAX_LENGTH_DIGITS) {
        throw malformed();
      }
      contentLength = HttpSyntax.number(bytes, from, to);
    }
  }

  private void contentEncoding(int name, int from, int to) {
    if (HttpSyntax.equal(bytes, name, CONTENT_ENCODING)) {
      encoded |= HttpSyntax.listsOther(bytes, from, to, IDENTITY);
    }
  }

  private void transferEncoding(int name, int from, int to) {
    if (HttpSyntax.equal(bytes, name, TRANSFER_ENCODING)) {
      if (chunked || !HttpSyntax.is(bytes, from, to, CHUNKED)) {
        throw malformed(); // nothing else was asked for, and its end would be anybody's guess
      }
      chunked = true;
    }
  }

  static CallFailedException malformed() {
    return new CallFailedException(Reason.UNREACHABLE, "the backend did not answer in HTTP");
  }
}
