package io.tributary.backend.policy;

import io.tributary.aggregate.CallFailedException;
import io.tributary.backend.Response;
import io.vertx.core.AsyncResult;

/** What the end of a call says about the health of its backend: one answer for all policies. */
enum CallVerdict {
  /** The backend did its work, even if we cannot use the result. */
  SUCCESS,
  /** The backend did not do its work. */
  FAILURE,
  /** The call did not get as far, or ended for a reason of ours. */
  IGNORED;

  static CallVerdict of(AsyncResult<Response> result) {
    if (result.succeeded()) {
      return SUCCESS;
    }
    if (!(result.cause() instanceof CallFailedException failed)) {
      return IGNORED;
    }
    return switch (failed.reason()) {
      case TIMEOUT, UNREACHABLE -> FAILURE;
      case BAD_STATUS -> failed.status().orElse(0) >= 500 ? FAILURE : SUCCESS;
      case BAD_BODY, TOO_LARGE -> SUCCESS;
      case REJECTED, CIRCUIT_OPEN, DEPENDENCY, INTERNAL -> IGNORED;
    };
  }
}
