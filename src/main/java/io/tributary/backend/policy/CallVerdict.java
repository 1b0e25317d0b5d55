package io.tributary.backend.policy;

import io.tributary.aggregate.CallFailedException;
import io.tributary.backend.Response;
import io.vertx.core.AsyncResult;

/**
 * Classifies the result of a call by what it says about the health of the backend. Policies that
 * depend on health share it.
 */
enum CallVerdict {
  /** The backend responded properly, even if the response cannot be used. */
  SUCCESS,
  /** The backend timed out, was unreachable or responded with a server error. */
  FAILURE,
  /** The call did not reach the backend, or ended for a local reason. */
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
      case REJECTED, CIRCUIT_OPEN, DEPENDENCY, TOO_MANY, INTERNAL -> IGNORED;
    };
  }
}
