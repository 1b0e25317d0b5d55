package io.tributary.aggregate;

import io.tributary.scope.CancelledException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The outcome of a part, as a value instead of an exception. Immutable, provided that the body is
 * not modified.
 */
public sealed interface Outcome {

  /**
   * The part has a value.
   *
   * @param body one JSON document, as the backend wrote it; other parts and transforms read it
   * @param value what the response shows of it
   * @param headers those of its responses that the plan needs
   * @param failed the items that have no value, of a part with a call for each item
   */
  record Success(Buffer body, Buffer value, ResponseHeaders headers, List<FailedItem> failed)
      implements Outcome {

    public Success {
      failed = List.copyOf(failed);
    }

    /** A body that the response shows as it is. */
    public Success(Buffer body, ResponseHeaders headers) {
      this(body, body, headers, List.of());
    }

    /** The same success, of which the response shows another value. */
    public Success showing(Buffer other) {
      return new Success(body, other, headers, failed);
    }

    /** Whether the response shows the body as it is: the two are one buffer. */
    @SuppressWarnings("ReferenceEquality")
    boolean showsBody() {
      return value == body;
    }

    /** The bytes that it holds. */
    long ownBytes() {
      return showsBody() ? body.length() : (long) body.length() + value.length();
    }

    /** A body of a response whose headers nobody needs. */
    public Success(Buffer body) {
      this(body, ResponseHeaders.NONE);
    }
  }

  /**
   * The part has no value.
   *
   * @param status the backend's status, for {@link Reason#BAD_STATUS}
   * @param message one sentence for the client, without internal details
   * @param bug the exception to log, for {@link Reason#INTERNAL}
   * @param retryAfterSeconds after how long a backend that refused the call wants to be asked again
   */
  record Failure(
      Reason reason,
      OptionalInt status,
      String message,
      Optional<Throwable> bug,
      OptionalInt retryAfterSeconds)
      implements Outcome {

    /** The same failure of a call. */
    <T> Future<T> asFuture() {
      return Future.failedFuture(bug.orElseGet(() -> CallFailedException.of(this)));
    }

    /** A failure without a status and without a bug. */
    public Failure(Reason reason, String message) {
      this(reason, OptionalInt.empty(), message, Optional.empty(), OptionalInt.empty());
    }
  }

  /**
   * An item for which the call failed.
   *
   * @param item the value that it was called with, or the beginning of a long one
   */
  record FailedItem(String item, Failure failure, long elapsedNanos) {
    private static final int LONGEST = 100;

    public FailedItem {
      if (item.length() > LONGEST) {
        int end = LONGEST - 1;
        item = item.substring(0, Character.isHighSurrogate(item.charAt(end - 1)) ? end - 1 : end);
        item += "…";
      }
    }
  }

  /**
   * The part was not called or not awaited: its inputs are empty, the result was decided without
   * it, or the client disconnected. Not a failure.
   */
  record Skipped() implements Outcome {}

  /** Converts an exception to an outcome. The only place that does so. */
  static Outcome of(Throwable cause) {
    return switch (cause) {
      case CallFailedException failed ->
          new Failure(
              failed.reason(),
              failed.status(),
              String.valueOf(failed.getMessage()),
              Optional.empty(),
              failed.retryAfterSeconds());
      case CancelledException _ -> new Skipped();
      default ->
          new Failure(
              Reason.INTERNAL,
              OptionalInt.empty(),
              "an internal error",
              Optional.of(cause),
              OptionalInt.empty());
    };
  }

  /** The type of error: the backend's status, a reason, or that it was not awaited. */
  default Optional<String> errorType() {
    return switch (this) {
      case Success _ -> Optional.empty();
      case Failure failure when failure.status().isPresent() ->
          Optional.of(Integer.toString(failure.status().getAsInt()));
      case Failure failure -> Optional.of(failure.reason().code());
      case Skipped _ -> Optional.of("cancelled");
    };
  }

  /** The label for metrics: {@code success}, {@code skipped} or the reason's code. */
  default String code() {
    return switch (this) {
      case Success _ -> "success";
      case Failure failure -> failure.reason().code();
      case Skipped _ -> "skipped";
    };
  }
}
