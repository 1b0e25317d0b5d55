package io.tributary.metrics;

import io.tributary.aggregate.Outcome;

/**
 * The labels of an outcome. Immutable.
 *
 * @param code {@code success}, {@code skipped} or a reason
 * @param status the class of the backend's status, such as {@code 5xx}, if the status is why the
 *     part failed; otherwise empty
 */
record OutcomeTags(String code, String status) {
  private static final OutcomeTags SUCCESS = new OutcomeTags("success", "");

  static OutcomeTags of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Success _ -> SUCCESS;
      case Outcome.Failure failure when failure.status().isPresent() ->
          new OutcomeTags(outcome.code(), failure.status().getAsInt() / 100 + "xx");
      default -> new OutcomeTags(outcome.code(), "");
    };
  }
}
