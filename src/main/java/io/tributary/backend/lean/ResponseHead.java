package io.tributary.backend.lean;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.aggregate.ResponseHeaders;
import io.tributary.backend.HeaderName;
import io.tributary.backend.ResponseRules;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The head of a response, parsed strictly by RFC 9112. Interprets the fields for the length of the
 * body, the reuse of the connection and the content coding. Checks only the syntax of all other
 * fields. Immutable once read.
 *
 * <p>Rejects ambiguous heads, to prevent response smuggling: a repeated length, a length together
 * with chunks, a space before a colon, a line feed without a carriage return.
 */
final class ResponseHead {
  private static final byte[] VERSION = HttpSyntax.of("HTTP/1.");
  private static final byte[] CONTENT_LENGTH = HttpSyntax.of("content-length");
  private static final byte[] TRANSFER_ENCODING = HttpSyntax.of("transfer-encoding");
  private static final byte[] CONTENT_ENCODING = HttpSyntax.of("content-encoding");
  private static final byte[] CONNECTION = HttpSyntax.of("connection");
  private static final byte[] CHUNKED = HttpSyntax.of("chunked");
  private static final byte[] IDENTITY = HttpSyntax.of("identity");
  private static final byte[] CLOSE = HttpSyntax.of("close");
  private static final byte[] KEEP_ALIVE = HttpSyntax.of("keep-alive");

  /** Minimum number of bytes before the end of the first line. */
  static final int MIN_STATUS_LINE = VERSION.length;

  private static final int STATUS_AT = VERSION.length + 2;
  private static final int MAX_STATUS_DIGITS = 3;

  private final byte[] bytes;
  private int fieldsFrom;
  private int fieldsTo;
  private int status;
  private boolean http10;
  private long contentLength = -1;
  private boolean coded;
  private boolean chunked;
  private boolean close;
  private boolean keep;
  private int keepAliveSeconds = Integer.MAX_VALUE;
  private ResponseRules.Encoding encoding = ResponseRules.Encoding.IDENTITY;

  private ResponseHead(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Whether these bytes can be the start of a response. */
  static boolean canBegin(byte[] bytes, int length) {
    return HttpSyntax.startWith(bytes, Math.min(length, VERSION.length), VERSION);
  }

  /**
   * Reads a head.
   *
   * @param length the length of the head, including its empty line
   * @throws CallFailedException if the head is malformed
   */
  static ResponseHead read(byte[] bytes, int length) {
    ResponseHead head = new ResponseHead(bytes);
    int pos = head.readStatusLine();
    head.fieldsFrom = pos;
    head.fieldsTo = length - 2;
    while (pos < length - 2) {
      pos = head.readField(pos);
    }
    if (head.coded && (!head.chunked || head.contentLength >= 0 || head.http10)) {
      throw malformed();
    }
    return head;
  }

  /**
   * Checks the syntax of one line of the trailers, which are ignored. Reads nothing after the line.
   *
   * @param first whether no other line came before, which this one could continue
   */
  static void checkTrailer(byte[] line, boolean first) {
    boolean continued = !first && HttpSyntax.isBlank(line[0]);
    int _ = HttpSyntax.endOfLine(line, continued ? 0 : endOfName(line, 0) + 1);
  }

  /** The status as sent: up to three digits, not necessarily a valid status. */
  public int status() {
    return status;
  }

  /** Whether this is an interim (1xx) head, which another head follows. */
  boolean interim() {
    return status / 100 == 1;
  }

  /** The length of the body in bytes, or -1 if the body is chunked or ends with the connection. */
  long bodyLength() {
    return interim() || status == 204 || status == 304 ? 0 : contentLength;
  }

  boolean chunked() {
    return chunked && bodyLength() < 0;
  }

  /**
   * The announced length in bytes, or -1 if there is none. The response may have no body despite
   * it.
   */
  long contentLength() {
    return contentLength;
  }

  /**
   * Returns the wanted fields. Call it before the decoder continues, because the decoder reuses the
   * bytes.
   */
  ResponseHeaders select(List<HeaderName> wanted) {
    return WantedHeaders.of(wanted, bytes, fieldsFrom, fieldsTo);
  }

  /** The content coding of the body. */
  ResponseRules.Encoding encoding() {
    return encoding;
  }

  /** Whether, as far as this head says, the connection can be used again after the response. */
  boolean keepAlive() {
    return !close
        && (!http10 || keep)
        && (chunked() || bodyLength() >= 0)
        && !announcesForbiddenBody();
  }

  /**
   * Whether a response that cannot have a body announces one. The end of such a response is
   * ambiguous.
   */
  private boolean announcesForbiddenBody() {
    return (interim() || status == 204 || status == 304) && (chunked || contentLength > 0);
  }

  /**
   * How long the backend keeps an idle connection, in seconds. {@link Integer#MAX_VALUE} if it does
   * not say.
   */
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
    int colon = endOfName(bytes, from);
    int end = HttpSyntax.endOfLine(bytes, colon + 1);
    while (HttpSyntax.isBlank(bytes[end + 2])) { // a folded line (RFC 9112, 5.2)
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

  /** The index of the colon after the name of a field. */
  private static int endOfName(byte[] bytes, int from) {
    int colon = HttpSyntax.endOfToken(bytes, from);
    if (colon == from || bytes[colon] != ':') {
      throw malformed();
    }
    return colon;
  }

  private void connection(int name, int from, int to) {
    if (HttpSyntax.equal(bytes, name, CONNECTION)) {
      close |= HttpSyntax.listed(bytes, from, to, CLOSE);
      keep |= HttpSyntax.listed(bytes, from, to, KEEP_ALIVE);
    } else if (HttpSyntax.equal(bytes, name, KEEP_ALIVE)) {
      keepAliveSeconds = Math.min(keepAliveSeconds, KeepAlive.seconds(bytes, from, to));
    }
  }

  private void contentLength(int name, int from, int to) {
    if (HttpSyntax.equal(bytes, name, CONTENT_LENGTH)) {
      if (contentLength >= 0 || to == from) {
        throw malformed();
      }
      contentLength = HttpSyntax.number(bytes, from, to);
    }
  }

  private void contentEncoding(int name, int from, int to) {
    if (HttpSyntax.equal(bytes, name, CONTENT_ENCODING)) {
      if (HttpSyntax.listsOther(bytes, from, to, IDENTITY)) {
        String value = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        encoding = encoding.then(ResponseRules.encoding(List.of(value)));
      }
    }
  }

  private void transferEncoding(int name, int from, int to) {
    if (HttpSyntax.equal(bytes, name, TRANSFER_ENCODING)) {
      coded = true;
      if (HttpSyntax.anyMember(bytes, from, to, this::isUnknownCoding)) {
        throw malformed(); // not requested, and the end of the body would be ambiguous
      }
    }
  }

  private boolean isUnknownCoding(int from, int to) {
    if (from == to) {
      return false; // an empty member (RFC 9110, 5.6.1.2)
    }
    boolean repeated = chunked;
    chunked = HttpSyntax.is(bytes, from, to, CHUNKED);
    return repeated || !chunked;
  }

  static CallFailedException malformed() {
    return new CallFailedException(Reason.UNREACHABLE, "the response is not valid HTTP");
  }
}
