package io.tributary.backend.lean;

/** What a connection is doing. */
enum ConnectionState {
  /** The connection has no exchange. */
  IDLE,
  /** The connection has an exchange whose request is not written yet. */
  ASSIGNED,
  /** The request is written, and no byte of the response has arrived. */
  AWAITING,
  /** Part of the response has arrived. */
  RECEIVING,
  /** The response is complete, and the remaining bytes of the same read are being checked. */
  ENDED,
  CLOSED;

  /** Whether an exchange has begun, and no byte of its response has arrived. */
  boolean awaitsResponse() {
    return this == ASSIGNED || this == AWAITING;
  }
}
