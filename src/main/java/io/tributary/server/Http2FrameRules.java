package io.tributary.server;

import static io.netty.handler.codec.http2.Http2Exception.connectionError;

import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameTypes;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.LongSupplier;

/**
 * Rules for the frames of a client's HTTP/2 connection that Netty does not enforce. Confined to the
 * connection's event loop.
 *
 * <p>Each frame costs the event loop time, and some are answered, so a flood of frames that begin
 * no request ends the connection (CVE-2019-9512, 9515 and others). So does a second head on a
 * stream that the client has ended, and a head on a stream that it has passed over (RFC 9113, 5.1
 * and 5.1.1).
 */
final class Http2FrameRules implements Http2FrameScanner.Frames {
  private static final long SECOND = 1_000_000_000;

  /** The cost of a second. A client that reads 100 MB/s sends about 12,000 window updates. */
  private static final int MAX_COST = 50_000;

  private static final int SMALL = 1;

  /** A frame that a client has little reason to send: 1,000 of them fill a second. */
  private static final int RARE = 50;

  private static final int END_STREAM = 1;

  /** More streams than a connection has at a time. Beyond it the oldest one counts as ended. */
  private static final int MAX_UNENDED = 1000;

  private final LongSupplier nanoTime;
  private long second;
  private int cost;
  private int lastStream = -1;
  private int firstPassedOver;

  /** The streams of requests that the client has not ended. */
  private final SequencedSet<Integer> unended = new LinkedHashSet<>();

  private Optional<Http2Exception> violation = Optional.empty();

  Http2FrameRules(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.second = nanoTime.getAsLong();
  }

  /** Whether a request has begun. */
  boolean used() {
    return lastStream > 0;
  }

  /** The first rule that was violated. */
  Optional<Http2Exception> violation() {
    return violation;
  }

  @Override
  public void begins(int type, int flags, int stream) {
    boolean ends = (flags & END_STREAM) != 0;
    switch (type) {
      case Http2FrameTypes.HEADERS -> head(stream, ends);
      case Http2FrameTypes.CONTINUATION -> {} // Netty limits them
      case Http2FrameTypes.DATA -> {
        count(SMALL);
        if (ends) {
          unended.remove(stream);
        }
      }
      case Http2FrameTypes.WINDOW_UPDATE -> count(SMALL);
      case Http2FrameTypes.RST_STREAM -> {
        count(RARE);
        unended.remove(stream);
      }
      default -> count(RARE);
    }
  }

  private void head(int stream, boolean ends) {
    if (stream > lastStream) {
      firstPassedOver = lastStream + 1;
      lastStream = stream;
    } else if (!unended.contains(stream)) {
      boolean passedOver = stream >= firstPassedOver && stream != lastStream;
      violate(
          passedOver
              ? connectionError(Http2Error.PROTOCOL_ERROR, "stream %d was passed over", stream)
              : connectionError(Http2Error.STREAM_CLOSED, "stream %d has ended", stream));
    }
    if (ends) {
      unended.remove(stream);
    } else if (unended.add(stream) && unended.size() > MAX_UNENDED) {
      int _ = unended.removeFirst();
    }
  }

  private void count(int frame) {
    long now = nanoTime.getAsLong();
    if (now - second > SECOND) {
      second = now;
      cost = 0;
    }
    cost += frame;
    if (cost > MAX_COST) {
      violate(connectionError(Http2Error.ENHANCE_YOUR_CALM, "a flood of frames"));
    }
  }

  private void violate(Http2Exception rule) {
    if (violation.isEmpty()) {
      violation = Optional.of(rule);
    }
  }
}
