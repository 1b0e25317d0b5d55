package io.tributary.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.tributary.server.RequestBody;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Validates requests before they are routed: the rules of RFC 9112, RFC 9113 and RFC 3986 that the
 * Vert.x server does not enforce. Stateless.
 */
final class RequestRules {
  private static final int MAX_HEADERS = 100;
  private static final int MAX_HEADER_BYTES = HttpServerOptions.DEFAULT_MAX_HEADER_SIZE;

  /** Bytes of a header line that are neither its name nor its value: a colon, a space, CR, LF. */
  private static final int LINE_OVERHEAD = 4;

  /** The methods of an aggregate that clients only read. */
  static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  /**
   * Characters that are accepted unescaped in a path: those of RFC 3986, 3.3, and the three more
   * that browsers send (the WHATWG URL standard, path percent-encode set).
   */
  private static final String OF_PATHS = "._~!$&'()*+,;=:@/-[]|";

  private static final AsciiSet PATH = AsciiSet.alphanumericAnd(OF_PATHS);

  /** The same for a query (RFC 3986, 3.4; the query percent-encode set). */
  private static final AsciiSet QUERY = AsciiSet.alphanumericAnd(OF_PATHS + "?{}^\\`");

  private static final AsciiSet HEXADECIMAL = new AsciiSet("0123456789ABCDEFabcdef");

  private static final AsciiSet HOST_NAME = AsciiSet.alphanumericAnd("._~-");
  private static final AsciiSet DIGITS = new AsciiSet("0123456789");
  private static final int MAX_PORT_DIGITS = 5;
  private static final int MAX_PORT = 65_535;
  private static final Pattern IP_LITERAL = Pattern.compile("\\[[0-9A-Fa-f:.]+]");

  private RequestRules() {}

  /**
   * Throws {@link BadRequestException} for the first rule that a request violates whose body nobody
   * is asked for.
   */
  static void check(RequestHead request) {
    checkAllButExpectation(request);
    if (expects(request)) {
      refuseExpectation();
    }
  }

  /** The same for a request to a server that reads bodies. */
  static void checkWithBody(RequestHead request) {
    checkAllButExpectation(request);
    if (expects(request)
        && !(HttpMethod.POST.equals(request.method()) && DocumentRules.waitsForContinue(request))) {
      refuseExpectation();
    }
  }

  /** An expectation of HTTP/1.0 is ignored (RFC 9110, 10.1.1). */
  private static boolean expects(RequestHead request) {
    return request.version() != HttpVersion.HTTP_1_0 && request.headers().contains("expect");
  }

  private static void refuseExpectation() {
    throw new BadRequestException(417, "the Expect header is not supported");
  }

  private static void checkAllButExpectation(RequestHead request) {
    MultiMap headers = request.headers();
    checkHeaders(headers);
    if (request.version() != HttpVersion.HTTP_1_0 || headers.contains("host")) {
      if (headers.getAll("host").size() != 1 || !isHost(headers.get("host"))) {
        throw new BadRequestException("exactly one valid Host header is required");
      }
    }
    if (HttpMethod.CONNECT.equals(request.method())) { // its target has a form of its own
      throw new BadRequestException(405, Problem.METHODS);
    }
    String target = request.target();
    if (target.length() > PublicServer.MAX_REQUEST_LINE) { // of HTTP/2, which has no request line
      throw new BadRequestException(414, "the request target is too long");
    }
    if (!isOriginForm(target)) {
      throw new BadRequestException("the request target is malformed");
    }
    String _ = PercentEncoding.decode(target); // throws if it is not UTF-8
    if (announcesBody(headers) && READS.contains(request.method())) {
      throw new BadRequestException("a request for an aggregate must not have a body");
    }
  }

  static boolean isHost(String host) {
    int colon = host.indexOf(':', Math.max(0, host.lastIndexOf(']')));
    int end = colon < 0 ? host.length() : colon;
    boolean name = end > 0 && HOST_NAME.end(host, 0) == end;
    return (name || IP_LITERAL.matcher(host.substring(0, end)).matches())
        && (colon < 0 || isPort(host, colon + 1));
  }

  private static boolean isPort(String host, int from) {
    int digits = host.length() - from;
    return digits <= MAX_PORT_DIGITS
        && DIGITS.end(host, from) == host.length()
        && (digits == 0 || Integer.parseInt(host.substring(from)) <= MAX_PORT);
  }

  static boolean isOriginForm(String target) {
    if (!target.startsWith("/")) {
      return false;
    }
    int path = end(PATH, target, 1);
    return path == target.length()
        || (target.charAt(path) == '?' && end(QUERY, target, path + 1) == target.length());
  }

  private static int end(AsciiSet unescaped, String target, int from) {
    int end = unescaped.end(target, from);
    while (isEscape(target, end)) {
      end = unescaped.end(target, end + 3);
    }
    return end;
  }

  /**
   * Whether a percent sign with two hexadecimal digits is at this index. An encoded NUL is
   * rejected: it has no use except in attacks.
   */
  private static boolean isEscape(String target, int at) {
    return target.startsWith("%", at)
        && HEXADECIMAL.end(target, at + 1) >= at + 3
        && !target.startsWith("%00", at);
  }

  /** Whether the head announces a body. No further request can be read from the connection then. */
  static boolean announcesBody(MultiMap headers) {
    return RequestBody.isAnnounced(
        headers.contains("transfer-encoding"), headers.get("content-length"));
  }

  /** The same for a request that Vert.x has not seen yet. */
  static boolean announcesBody(HttpRequest request) {
    return RequestBody.isAnnounced(
        request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING),
        request.headers().get(HttpHeaderNames.CONTENT_LENGTH));
  }

  private static void checkHeaders(MultiMap headers) {
    int count = 0;
    int size = 0;
    int seen = 0;
    for (Map.Entry<String, String> header : headers) {
      if (++count > MAX_HEADERS) {
        throw new BadRequestException(431, "there are more than 100 header fields");
      }
      size += header.getKey().length() + header.getValue().length() + LINE_OVERHEAD;
      if (size > MAX_HEADER_BYTES) { // of HTTP/2: the decoder of HTTP/1.1 refuses them
        throw new BadRequestException(431, "the header fields are too large");
      }
      int singleton = SingletonFields.bit(header.getKey());
      if ((seen & singleton) != 0) {
        throw new BadRequestException("the header field " + header.getKey() + " is repeated");
      }
      seen |= singleton;
      if (header.getKey().isBlank() || hasControl(header.getValue())) {
        throw new BadRequestException("a header field is malformed");
      }
    }
  }

  /**
   * Whether the value has a control character. A line break comes from obsolete line folding, which
   * the server accepts.
   */
  private static boolean hasControl(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f) {
        return true;
      }
    }
    return false;
  }
}
