package io.tributary.backend.web;

import static io.netty.handler.codec.http.HttpStatusClass.INFORMATIONAL;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.tributary.backend.ResponseRules;
import java.util.Map;

/**
 * Checks the heads and trailers of an HTTP/2 connection before Vert.x receives them. Limits their
 * size, and passes on interim heads of all statuses as heads of the status 100: Vert.x takes those
 * that it does not know for final ones. Confined to its event loop.
 */
final class Http2HeadGuard extends Http2FrameListenerDecorator {
  /** Bytes of a header line that are neither its name nor its value: a colon, a space, CR, LF. */
  private static final int LINE_OVERHEAD = 4;

  private final int maxHead;

  /**
   * Creates the guard of a connection.
   *
   * @param next receives the frames
   * @param maxHead the maximum size of a head, in bytes, counted as on HTTP/1.1
   */
  Http2HeadGuard(Http2FrameListener next, int maxHead) {
    super(next);
    this.maxHead = maxHead;
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
    if (isInterim(headers.status())) {
      headers.status(HttpResponseStatus.CONTINUE.codeAsText());
    }
    super.onHeadersRead(context, stream, headers, dependency, weight, exclusive, padding, last);
  }

  private void limit(int stream, Http2Headers headers) throws Http2Exception {
    long size = 0;
    for (Map.Entry<CharSequence, CharSequence> field : headers) {
      size += field.getKey().length() + field.getValue().length() + LINE_OVERHEAD;
    }
    if (size > maxHead) {
      throw Http2Exception.headerListSizeError(
          stream, Http2Error.CANCEL, true, "a head of %d bytes", size);
    }
  }

  private static boolean isInterim(CharSequence status) {
    return HttpStatusClass.valueOf(status) == INFORMATIONAL
        && ResponseRules.isInterim(Integer.parseInt(status, 0, status.length(), 10));
  }
}
