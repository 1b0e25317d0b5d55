package io.tributary.http;

/** Learns what the public server refuses. Thread-safe; never blocks and never throws. */
public interface ServerObserver {
  /** Observes nothing. */
  ServerObserver NONE = new ServerObserver() {};

  /** Too many requests were in flight for one more. */
  default void requestRefused() {}

  /** A client broke the HTTP protocol, or a connection failed outside of a request. */
  default void protocolError() {}
}
