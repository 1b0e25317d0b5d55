package io.tributary.http;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Brings the request line of a decoded request into the one form that the rest of the server knows:
 * version 1.0 or 1.1, and a target in origin-form. Stateless.
 */
final class RequestLine {
  private static final String HTTP = "http://";
  private static final String HTTPS = "https://";

  private RequestLine() {}

  /** Changes the request in place. A request that cannot be served gets a failed result. */
  static void normalize(HttpRequest request) {
    HttpVersion version = request.protocolVersion();
    if (!isExact(version)) {
      normalizeVersion(request, version);
    }
    if (!request.uri().startsWith("/")) {
      toOriginForm(request);
    }
  }

  /** Whether the text was one of the two. The decoder has an instance for each. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isExact(HttpVersion version) {
    return version == HttpVersion.HTTP_1_1 || version == HttpVersion.HTTP_1_0;
  }

  /** A higher minor version is served as 1.1 (RFC 9110, 2.5). */
  private static void normalizeVersion(HttpRequest request, HttpVersion version) {
    request.setProtocolVersion(HttpVersion.HTTP_1_1); // the status line repeats it
    if (!isWellFormed(version)) {
      fail(request, new BadRequestException("the request is not HTTP/1.1"));
    } else if (version.majorVersion() != 1) {
      fail(request, new BadRequestException(505, "only HTTP/1.0 and HTTP/1.1 are supported"));
    }
  }

  /**
   * Whether the text of a version that is not exact was {@code HTTP/} and two digits (RFC 9112,
   * 2.3). An instance that is equal to an exact one had another spelling.
   */
  private static boolean isWellFormed(HttpVersion version) {
    return version.protocolName().equals("HTTP")
        && version.majorVersion() <= 9
        && version.minorVersion() <= 9
        && !version.equals(HttpVersion.HTTP_1_1)
        && !version.equals(HttpVersion.HTTP_1_0);
  }

  private static void fail(HttpRequest request, BadRequestException cause) {
    if (request.decoderResult().isSuccess()) {
      request.setDecoderResult(DecoderResult.failure(cause));
    }
  }

  /** Of a request of HTTP/1.0 the {@code Host} may be missing. */
  private static void toOriginForm(HttpRequest request) {
    String authority = authority(request.uri());
    if (authority == null) {
      return;
    }
    HttpHeaders headers = request.headers();
    if (request.protocolVersion().equals(HttpVersion.HTTP_1_0)
        && !headers.contains(HttpHeaderNames.HOST)) {
      headers.set(HttpHeaderNames.HOST, authority);
    }
    request.setUri(originForm(request.uri(), headers.get(HttpHeaderNames.HOST)));
  }

  /**
   * The origin-form of a target in absolute-form (RFC 9112, 3.2.2), which is a URL, if its
   * authority is the {@code Host}. Any other target is returned as it is, and is refused by {@link
   * RequestRules} if it is not in origin-form.
   */
  static String originForm(String target, @Nullable String host) {
    String authority = authority(target);
    String scheme = scheme(target);
    if (authority == null
        || host == null
        || !withoutPort(host, scheme).equals(withoutPort(authority, scheme))) {
      return target;
    }
    String rest = target.substring(scheme.length() + authority.length());
    return rest.startsWith("/") ? rest : "/" + rest;
  }

  /** The authority of a target in absolute-form, or null if it is not valid or there is none. */
  static @Nullable String authority(String target) {
    String scheme = scheme(target);
    if (!startsWith(target, scheme)) {
      return null;
    }
    int start = scheme.length();
    String authority = target.substring(start, endOfAuthority(target, start));
    return RequestRules.isHost(authority) ? authority : null;
  }

  private static String scheme(String target) {
    return startsWith(target, HTTP) ? HTTP : HTTPS;
  }

  private static boolean startsWith(String target, String scheme) {
    return target.regionMatches(true, 0, scheme, 0, scheme.length());
  }

  private static int endOfAuthority(String target, int from) {
    int end = from;
    while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
      end++;
    }
    return end;
  }

  /** A host in lower case, without the port of the scheme (RFC 9110, 4.2.3). */
  private static String withoutPort(String host, String scheme) {
    String text = host.toLowerCase(Locale.ROOT);
    String port = scheme.equals(HTTP) ? ":80" : ":443";
    if (text.endsWith(port)) {
      return text.substring(0, text.length() - port.length());
    }
    return text.endsWith(":") ? text.substring(0, text.length() - 1) : text;
  }
}
