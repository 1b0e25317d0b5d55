package io.tributary.http.admission;

import io.netty.buffer.ByteBuf;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a refusal that depend on the {@code Origin} of its request. Without them a web
 * page could not read that it was refused, and when to come again.
 */
@FunctionalInterface
public interface OriginHeaders {
  /** No such headers. */
  OriginHeaders NONE = _ -> "";

  /** Lines of HTTP/1.1 for a request of the usual form; empty if there are none. */
  String lines(ByteBuf request);

  /** The lines that a function makes of the request's {@code Origin}, or of null if it has none. */
  static OriginHeaders of(Function<@Nullable String, String> lines) {
    return request -> lines.apply(SimpleHead.origin(request));
  }
}
