package io.tributary.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a request must look like before anything else looks at it: the rules of RFC 9112 and 3986
 * that the server underneath does not keep.
 */
final class RequestRules {
  private static final int MAX_HEADERS = 100;
  private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  /**
   * What RFC 3986 lets stand in a path or query without an escape. A query may hold all that a path
   * may and question marks besides, and the first one ends the path: so one set serves both.
   */
  private static final AsciiSet UNESCAPED = AsciiSet.alphanumericAnd("._~!$&'()*+,;=:@/?-");

  private static final AsciiSet HEXADECIMAL = new AsciiSet("0123456789ABCDEFabcdef");

  private static final AsciiSet HOST_NAME = AsciiSet.alphanumericAnd("._~-");
  private static final AsciiSet DIGITS = new AsciiSet("0123456789");
  private static final int MAX_PORT_DIGITS = 5;
  private static final Pattern IP_LITERAL = Pattern.compile("\\[[0-9A-Fa-f:.]+]");

  private RequestRules() {}

  /** Throws {@link BadRequestException} for the first rule that is broken. */
  static void check(HttpServerRequest request) {
    MultiMap headers = request.headers();
    checkHeaders(headers);
    if (request.version() == HttpVersion.HTTP_1_1 || headers.contains("host")) {
      if (headers.getAll("host").size() != 1 || !isHost(headers.get("host"))) {
        throw new BadRequestException("there must be one Host header with a host in it");
      }
    }
    String target = request.uri();
    if (!isOriginForm(target)) {
      throw new BadRequestException("the request target is malformed");
    }
    if (announcesBody(request) && READS.contains(request.method())) {
      throw new BadRequestException("a request to an aggregate has no body");
    }
    if (headers.contains("expect")) {
      throw new BadRequestException(417, "no expectation can be met");
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
    return host.length() - from <= MAX_PORT_DIGITS && DIGITS.end(host, from) == host.length();
  }

  static boolean isOriginForm(String target) {
    if (!target.startsWith("/")) {
      return false;
    }
    int end = UNESCAPED.end(target, 1);
    while (isEscape(target, end)) {
      end = UNESCAPED.end(target, end + 3);
    }
    return end == target.length();
  }

  /** A percent sign with two digits; a NUL helps nobody but an attacker. */
  private static boolean isEscape(String target, int at) {
    return target.startsWith("%", at)
        && HEXADECIMAL.end(target, at + 1) >= at + 3
        && !target.startsWith("%00", at);
  }

  /** Whether more follows the head: on this connection nothing can be read after it. */
  static boolean announcesBody(HttpServerRequest request) {
    String length = request.getHeader("content-length");
    return request.headers().contains("transfer-encoding")
        || (length != null && !length.equals("0"));
  }

  private static void checkHeaders(MultiMap headers) {
    int count = 0;
    for (Map.Entry<String, String> header : headers) {
      if (++count > MAX_HEADERS) {
        throw new BadRequestException(431, "there are more than 100 header fields");
      }
      if (header.getKey().isBlank() || hasControl(header.getValue())) {
        throw new BadRequestException("a header field is malformed");
      }
    }
  }

  /** A line break here is an obsolete line folding the server let through. */
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
