package io.tributary.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.vertx.core.http.HttpServerOptions;
import java.util.List;
import java.util.Map;

/**
 * Gives the request heads of HTTP/2 the limit and the form that they have on HTTP/1.1, before
 * Vert.x receives them. Confined to the connection's event loop.
 */
final class Http2Heads extends Http2FrameListenerDecorator {
  /** In bytes, counted as Vert.x counts on HTTP/1.1. */
  private static final int MAX_HEAD = HttpServerOptions.DEFAULT_MAX_HEADER_SIZE;

  /** Bytes of a header line that are neither its name nor its value: a colon, a space, CR, LF. */
  private static final int LINE_OVERHEAD = 4;

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
    limit(stream, headers);
    joinCookies(headers);
    nameHost(headers);
    super.onHeadersRead(context, stream, headers, dependency, weight, exclusive, padding, last);
  }

  /** A head that is too large gets 431. One far above the limit ends the connection in Netty. */
  private static void limit(int stream, Http2Headers headers) throws Http2Exception {
    int size = 0;
    for (Map.Entry<CharSequence, CharSequence> field : headers) {
      if (!Http2Headers.PseudoHeaderName.isPseudoHeader(field.getKey())) {
        size += field.getKey().length() + field.getValue().length() + LINE_OVERHEAD;
      }
    }
    if (size > MAX_HEAD) {
      throw Http2Exception.headerListSizeError(
          stream, Http2Error.CANCEL, true, "a head of %d bytes", size);
    }
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
      headers.authority(headers.get(HttpHeaderNames.HOST));
    }
  }
}
