package io.tributary.backend;

import io.tributary.backend.tls.TlsFailure;

/**
 * Observes the connections to backends. Implementations are thread-safe, never block and never
 * throw.
 */
public interface ConnectionObserver {
  /** Observes nothing. */
  ConnectionObserver NONE = new ConnectionObserver() {};

  /** A connection to the backend was opened. */
  default void opened(String backend) {}

  /** A connection to the backend was closed. */
  default void closed(String backend) {}

  /** A call opened a stream on an HTTP/2 connection. */
  default void streamOpened(String backend) {}

  /** A call's stream on an HTTP/2 connection ended. */
  default void streamClosed(String backend) {}

  /** The backend sent unsolicited bytes, which belong to no request. */
  default void unsolicited(String backend) {}

  /** A call failed because its TLS connection could not be established or failed later. */
  default void tlsFailed(String backend, TlsFailure failure) {}
}
