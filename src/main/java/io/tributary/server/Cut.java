package io.tributary.server;

import java.util.Locale;

/** Why the service closed a connection that the client wanted to keep. */
public enum Cut {
  /** The server has as many connections as it may have. */
  LIMIT,
  /** No whole request head arrived within the head timeout. */
  HEAD_TIMEOUT,
  /** The client read too little of a response within the write timeout. */
  WRITE_TIMEOUT,
  /** The client read too little of a response while bytes in flight were scarce. */
  MEMORY;

  /** The name in metrics. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
