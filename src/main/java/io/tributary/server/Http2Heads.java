package io.tributary.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Gives the request heads of HTTP/2 the form that they have on HTTP/1.1, before Vert.x receives
 * them. Confined to the connection's event loop.
 */
final class Http2Heads extends Http2FrameListenerDecorator {
  private static final AsciiString PROTOCOL = Http2Headers.PseudoHeaderName.PROTOCOL.value();
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  Http2Heads(Http2FrameListener next) {
    super(next);
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext context,
      int stream,
      Http2Headers headers,
      int dependency,
      short weight,
      boolean exclusive,
      int padding,
      boolean last)
      throws Http2Exception {
    checkMethod(headers, stream);
    if (headers.contains(PROTOCOL)) { // of RFC 8441, which is not offered
      throw malformed(stream, "the pseudo-header field :protocol is not allowed");
    }
    joinCookies(headers);
    nameHost(headers);
    super.onHeadersRead(context, stream, headers, dependency, weight, exclusive, padding, last);
  }

  /** Vert.x would close the connection, and so end the other requests on it (RFC 9113, 8.1.1). */
  private static void checkMethod(Http2Headers headers, int stream) throws Http2Exception {
    CharSequence method = headers.method(); // trailers have none
    if (method != null && !TOKEN.matcher(method).matches()) {
      throw malformed(stream, "the method has a character that is not allowed");
    }
  }

  private static Http2Exception malformed(int stream, String rule) {
    return Http2Exception.streamError(stream, Http2Error.PROTOCOL_ERROR, rule);
  }

  /** A client may send each cookie in a field of its own (RFC 9113, 8.2.3). */
  private static void joinCookies(Http2Headers headers) {
    List<CharSequence> cookies = headers.getAll(HttpHeaderNames.COOKIE);
    if (cookies.size() > 1) {
      headers.set(HttpHeaderNames.COOKIE, String.join("; ", cookies));
    }
  }

  /** {@code :authority} takes the place of {@code Host} (RFC 9113, 8.3.1). Vert.x compares both. */
  private static void nameHost(Http2Headers headers) {
    CharSequence authority = headers.authority();
    if (authority != null && !headers.contains(HttpHeaderNames.HOST)) {
      headers.set(HttpHeaderNames.HOST, authority);
    } else if (authority == null && headers.getAll(HttpHeaderNames.HOST).size() == 1) {
      CharSequence host = headers.get(HttpHeaderNames.HOST);
      if (!host.isEmpty()) { // an empty one is refused with 400, as over HTTP/1.1
        headers.authority(host);
      }
    }
  }
}
