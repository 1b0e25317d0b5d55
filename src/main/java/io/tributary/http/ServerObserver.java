package io.tributary.http;

import io.tributary.server.Cut;

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

  /** A client violated the HTTP protocol. A client that leaves does not. */
  default void protocolError() {}
}
