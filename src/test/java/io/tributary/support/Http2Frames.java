package io.tributary.support;

import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2StreamFrame;
import io.tributary.support.Http1Piece.Data;
import io.tributary.support.Http1Piece.End;
import io.tributary.support.Http1Piece.Field;
import io.tributary.support.Http1Piece.Head;
import io.tributary.support.Http1Piece.Malformed;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The HTTP/2 frames that say the same as the pieces of an HTTP/1.1 response. */
final class Http2Frames {
  private static final Set<String> HOP_BY_HOP =
      Set.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");

  private Http2Frames() {}

  /** The last frame before the end of a response carries END_STREAM. */
  static List<Http2StreamFrame> of(List<Http1Piece> pieces) {
    List<Http2StreamFrame> frames = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      boolean last =
          i + 1 < pieces.size()
              && pieces.get(i + 1) instanceof End(var trailers)
              && trailers.isEmpty();
      switch (pieces.get(i)) {
        case Head(var status, var fields) -> {
          Http2Headers headers = new DefaultHttp2Headers(false).status(status);
          frames.add(fields(headers, fields, last));
        }
        case Data(var bytes) ->
            frames.add(new DefaultHttp2DataFrame(((BufferInternal) bytes).getByteBuf(), last));
        case End(var trailers) when !trailers.isEmpty() ->
            frames.add(fields(new DefaultHttp2Headers(false), trailers, true));
        case End _ when frames.isEmpty() -> frames.add(end());
        case End _ -> {} // the frame before has said so
        case Malformed _ -> frames.add(new DefaultHttp2ResetFrame(Http2Error.PROTOCOL_ERROR));
      }
    }
    return frames;
  }

  /** Ends a stream properly. */
  static Http2StreamFrame end() {
    return new DefaultHttp2DataFrame(true);
  }

  private static Http2HeadersFrame fields(Http2Headers headers, List<Field> fields, boolean last) {
    for (Field field : fields) {
      if (!HOP_BY_HOP.contains(field.name())) {
        headers.add(field.name(), field.value());
      }
    }
    return new DefaultHttp2HeadersFrame(headers, last);
  }
}
