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
  private final int retryAfterSeconds;

  /** A failure that has no status. */
  public CallFailedException(Reason reason, String message) {
    this(reason, 0, 0, message);
  }

  private CallFailedException(Reason reason, int status, int retryAfterSeconds, String message) {
    super(message, null, false, false);
    this.reason = reason;
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** The backend's final status is not an accepted one. */
  public static CallFailedException badStatus(int status) {
    return new CallFailedException(Reason.BAD_STATUS, status, 0, "the backend answered " + status);
  }

  /** The same failure as one that became a value. */
  static CallFailedException of(Outcome.Failure failure) {
    return new CallFailedException(
        failure.reason(),
        failure.status().orElse(0),
        failure.retryAfterSeconds().orElse(0),
        failure.message());
  }

  /** The same failure of a backend that wants to be asked again after so many seconds. */
  public CallFailedException retryAfter(int seconds) {
    return new CallFailedException(reason, status, seconds, String.valueOf(getMessage()));
  }

  /** There are more items than one part may be called for. */
  static CallFailedException tooMany(int limit) {
    return new CallFailedException(Reason.TOO_MANY, "more items than the limit of " + limit);
  }

  /** A limit of the bytes that are in use refused the call. */
  public static CallFailedException tooManyBytes() {
    return new CallFailedException(Reason.REJECTED, "too many bytes are in flight");
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

  /** After how many seconds the backend wants to be asked again, if it said so. */
  public OptionalInt retryAfterSeconds() {
    return retryAfterSeconds == 0 ? OptionalInt.empty() : OptionalInt.of(retryAfterSeconds);
  }
}
