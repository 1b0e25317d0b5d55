package io.tributary.scope;

import java.util.Locale;

/** What a request or a call spends its time on. Immutable. */
public enum Phase {
  /** A part waits for the parts that its inputs come from. */
  INPUTS,
  /** A computation waits for a worker. */
  WORKER,
  /** A worker computes. */
  COMPUTING,
  /** A call waits for a connection that is open. */
  CONNECTION,
  /** A connection is opened for the call: name lookup, connecting, TLS. */
  CONNECTING,
  /** The request is sent, and the backend has not responded. */
  RESPONSE,
  /** The body of the response is read. */
  BODY,
  /** The body is checked. */
  CHECK,
  /** The response is written to the client. */
  WRITING;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** The code in traces and in the console, such as {@code connecting}. */
  public String code() {
    return code;
  }
}
