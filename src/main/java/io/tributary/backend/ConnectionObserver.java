package io.tributary.backend;

import io.tributary.backend.tls.TlsFailure;

/** Learns what happens to connections to backends. Thread-safe; never blocks and never throws. */
public interface ConnectionObserver {
  /** Observes nothing. */
  ConnectionObserver NONE = new ConnectionObserver() {};

  /** A connection to the backend was opened. */
  default void opened(String backend) {}

  /** A connection to the backend is gone. */
  default void closed(String backend) {}

  /** A call has begun on a stream of an HTTP/2 connection. */
  default void streamOpened(String backend) {}

  /** A call on an HTTP/2 connection has ended. */
  default void streamClosed(String backend) {}

  /** The backend has sent bytes that belong to no request. */
  default void unsolicited(String backend) {}

  /** A call failed because no secure connection to the backend could be made, or it broke. */
  default void tlsFailed(String backend, TlsFailure failure) {}
}
