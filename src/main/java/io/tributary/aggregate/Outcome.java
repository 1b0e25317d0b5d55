package io.tributary.aggregate;

import io.tributary.scope.CancelledException;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What became of a part: a value, never an exception. Immutable as long as nobody writes to a body.
 */
public sealed interface Outcome {

  /** The part has a value: the untouched bytes of one JSON document. */
  record Success(Buffer body) implements Outcome {}

  /**
   * The part has no value.
   *
   * @param status the backend's status, for {@link Reason#BAD_STATUS}
   * @param message one sentence for the client; nothing internal
   * @param bug what to log, for {@link Reason#INTERNAL}
   */
  record Failure(Reason reason, OptionalInt status, String message, Optional<Throwable> bug)
      implements Outcome {

    /** A failure that is neither a status nor a bug. */
    public Failure(Reason reason, String message) {
      this(reason, OptionalInt.empty(), message, Optional.empty());
    }
  }

  /**
   * The part was not asked for: its inputs came out empty, the answer was decided without it, or
   * the client left. Not a failure.
   */
  record Skipped() implements Outcome {}

  /** The one place where an exception becomes a value. */
  static Outcome of(Throwable cause) {
    return switch (cause) {
      case CallFailedException failed ->
          new Failure(
              failed.reason(),
              failed.status(),
              String.valueOf(failed.getMessage()),
              Optional.empty());
      case CancelledException _ -> new Skipped();
      default ->
          new Failure(
              Reason.INTERNAL, OptionalInt.empty(), "an internal error", Optional.of(cause));
    };
  }

  /** The word for metrics: {@code success}, {@code skipped} or the reason's code. */
  default String code() {
    return switch (this) {
      case Success _ -> "success";
      case Failure failure -> failure.reason().code();
      case Skipped _ -> "skipped";
    };
  }
}
