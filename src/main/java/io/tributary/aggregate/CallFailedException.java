package io.tributary.aggregate;

import java.util.OptionalInt;

/**
 * The failure of a backend call or of a transform. It becomes an {@link Outcome.Failure}. Clients
 * see its message, so the message never contains a URL, a body or a header. Immutable. Has no stack
 * trace, because the cause lies outside of this code.
 */
public final class CallFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final int status;

  /** A failure that has no status. */
  public CallFailedException(Reason reason, String message) {
    this(reason, 0, message);
  }

  private CallFailedException(Reason reason, int status, String message) {
    super(message, null, false, false);
    this.reason = reason;
    this.status = status;
  }

  /** The backend's final status is not an accepted one. */
  public static CallFailedException badStatus(int status) {
    return new CallFailedException(Reason.BAD_STATUS, status, "the backend answered " + status);
  }

  /** The call's deadline has passed. */
  public static CallFailedException timeout() {
    return new CallFailedException(Reason.TIMEOUT, "no complete response in time");
  }

  /** The reason of the failure. */
  public Reason reason() {
    return reason;
  }

  /** The backend's status, present for {@link Reason#BAD_STATUS} only. */
  public OptionalInt status() {
    return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
  }
}
