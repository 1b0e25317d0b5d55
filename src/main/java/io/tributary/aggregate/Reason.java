package io.tributary.aggregate;

import java.util.Locale;

/** Why a part failed: the closed set of the public contract. Immutable. */
public enum Reason {
  /** The part's timeout or the request's deadline passed, at any stage. */
  TIMEOUT,
  /** DNS, refused, reset, or closed before a whole answer arrived. */
  UNREACHABLE,
  /** A final status outside the part's accepted set. */
  BAD_STATUS,
  /** Not one well-formed JSON document in UTF-8, or encoded when not asked for. */
  BAD_BODY,
  /** More bytes than the cap. */
  TOO_LARGE,
  /** Our own limit refused the call. */
  REJECTED,
  /** The breaker is open. */
  CIRCUIT_OPEN,
  /** A part it needs inputs from has failed. */
  DEPENDENCY,
  /** Our bug: the only one that is logged with a stack trace. */
  INTERNAL;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** The word clients and metrics see, such as {@code bad_status}. */
  public String code() {
    return code;
  }
}
