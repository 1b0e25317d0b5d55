package io.tributary.aggregate;

import java.util.OptionalInt;

/**
 * How a backend call or a transform fails, while it is still a future: it carries what the {@link
 * Outcome.Failure} made of it will say. Its message is shown to clients, so it never contains a
 * URL, a body or a header. Immutable; has no stack trace, because it describes the world and not
 * our code.
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

  /** The backend's final status was not an accepted one. */
  public static CallFailedException badStatus(int status) {
    return new CallFailedException(Reason.BAD_STATUS, status, "the backend answered " + status);
  }

  /** The time of this call is over. */
  public static CallFailedException timeout() {
    return new CallFailedException(Reason.TIMEOUT, "no whole answer in time");
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** The backend's status, present for {@link Reason#BAD_STATUS} only. */
  public OptionalInt status() {
    return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
  }
}
