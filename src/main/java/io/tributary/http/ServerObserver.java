package io.tributary.http;

import io.tributary.server.Cut;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Observes rejected requests and protocol errors of the public server. Implementations are
 * thread-safe, never block and never throw.
 */
public interface ServerObserver {
  /** Observes nothing. */
  ServerObserver NONE = new ServerObserver() {};

  /** A request was rejected by the admission limit. */
  default void requestRefused() {}

  /** A connection was closed that the client wanted to keep. */
  default void connectionCut(Cut why) {}

  /** A response is about to be written, refusals included. */
  default void responded(int status) {}

  /** A request was refused before it was read. It has no exchange. */
  default void refusedUnread(@Nullable SocketAddress client) {}

  /**
   * Whether {@link #finished} looks at the timeline of the exchange that begins now. It is not kept
   * otherwise.
   *
   * @param arrivedNanos in nanoseconds of the monotonic clock
   */
  default boolean looksAtTimeline(long arrivedNanos) {
    return false;
  }

  /**
   * How traces are sampled if the configuration wants this share of new ones. Timelines of requests
   * whose spans are recorded are always kept.
   */
  default Sampling sampling(double ratio) {
    return Sampling.withoutSpans(ratio);
  }

  /** A response was written, or its client has left. */
  default void finished(ServerExchange exchange) {}

  /** A client violated the HTTP protocol. A client that leaves does not. */
  default void protocolError() {}
}
