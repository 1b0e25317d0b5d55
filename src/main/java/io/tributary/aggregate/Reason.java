package io.tributary.aggregate;

import java.util.Locale;

/** The reason why a part failed: the closed set of the public contract. Immutable. */
public enum Reason {
  /** The part's timeout or the request's deadline passed, at any stage of the call. */
  TIMEOUT,
  /**
   * DNS failure, connection refused or reset, invalid HTTP, or closed before the response was
   * complete.
   */
  UNREACHABLE,
  /** A final status outside the part's accepted set. */
  BAD_STATUS,
  /**
   * Not exactly one well-formed JSON document in UTF-8, a content coding that was not requested, or
   * values that no transform can use.
   */
  BAD_BODY,
  /** The body or the head is larger than its limit. */
  TOO_LARGE,
  /** A local limit rejected the call. */
  REJECTED,
  /** The backend's circuit breaker is open. */
  CIRCUIT_OPEN,
  /** A part that it takes inputs from failed, or its inputs do not form a valid request. */
  DEPENDENCY,
  /** More items than the part may be called for. No backend was called. */
  TOO_MANY,
  /** A bug in this service. The only reason that is logged with a stack trace. */
  INTERNAL;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** The code in responses and metrics, such as {@code bad_status}. */
  public String code() {
    return code;
  }
}
