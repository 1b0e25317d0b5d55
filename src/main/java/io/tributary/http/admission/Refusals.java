package io.tributary.http.admission;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.tributary.scope.HttpDate;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The response to requests that are refused for overload. Its bytes are prepared once a second,
 * with the date. {@code Retry-After} is one to three seconds in turn, so that clients do not all
 * return at once. Confined to one event loop.
 */
public final class Refusals {
  private static final int MOST_SECONDS = 3;
  private static final String END = "\r\n";
  private static final String BODY =
      "{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,"
          + "\"detail\":\"too many requests are in flight\"}";

  private final Consumer<@Nullable SocketAddress> observer;
  private final BooleanSupplier closing;
  private final OriginHeaders originHeaders;
  private final HttpDate date = HttpDate.current();
  private final ByteBuf[] prepared = new ByteBuf[MOST_SECONDS];
  private String preparedAt = "";
  private int turn;

  /**
   * Creates the refusals of one event loop.
   *
   * @param observer told of the client of each request that is refused; must not block
   * @param closing whether connections close after their next response
   * @param originHeaders what else the responses have
   */
  public Refusals(
      Consumer<@Nullable SocketAddress> observer,
      BooleanSupplier closing,
      OriginHeaders originHeaders) {
    this.observer = observer;
    this.closing = closing;
    this.originHeaders = originHeaders;
  }

  /** Whether connections close after their next response, which these responses do not say. */
  boolean closing() {
    return closing.getAsBoolean();
  }

  /** The response to a request of the usual form. */
  ByteBuf next(ByteBuf request, @Nullable SocketAddress client) {
    observer.accept(client);
    String now = date.now().toString();
    if (!now.equals(preparedAt)) {
      prepare(now);
    }
    turn = (turn + 1) % MOST_SECONDS;
    ByteBuf bytes = prepared[turn];
    int end = bytes.readableBytes() - (SimpleHead.isHead(request) ? BODY.length() : 0);
    String more = originHeaders.lines(request);
    if (more.isEmpty()) {
      return bytes.retainedSlice(0, end);
    }
    int endOfLines = bytes.readableBytes() - BODY.length() - END.length();
    return Unpooled.wrappedBuffer(
        bytes.retainedSlice(0, endOfLines),
        Unpooled.copiedBuffer(more, StandardCharsets.US_ASCII),
        bytes.retainedSlice(endOfLines, end - endOfLines));
  }

  private void prepare(String now) {
    for (int i = 0; i < MOST_SECONDS; i++) {
      String head =
          "HTTP/1.1 503 Service Unavailable\r\ndate: "
              + now
              + "\r\ncontent-type: application/problem+json\r\ncache-control: no-store\r\n"
              + "retry-after: "
              + (i + 1)
              + "\r\ncontent-length: "
              + BODY.length()
              + "\r\n"
              + END;
      byte[] bytes = (head + BODY).getBytes(StandardCharsets.US_ASCII);
      // Direct memory is written as it is. The garbage collector frees it.
      prepared[i] =
          Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
    }
    preparedAt = now;
  }
}
