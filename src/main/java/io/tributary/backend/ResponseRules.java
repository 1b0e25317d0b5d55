package io.tributary.backend;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.backend.lean.ResponseHead;
import org.jspecify.annotations.Nullable;

/** What the head of a response says about whether its body is worth reading. */
public final class ResponseRules {
  private ResponseRules() {}

  /** Whether this is an answer at all: RFC 9110 knows no other final statuses. */
  public static boolean isFinal(int status) {
    return status >= 200 && status <= 599;
  }

  /** Why the body of a final response is not wanted, if it is not. */
  public static @Nullable CallFailedException refusal(ResponseHead head, AcceptedStatuses accept) {
    if (!accept.accepts(head.status())) {
      return CallFailedException.badStatus(head.status());
    }
    return head.encoded()
        ? new CallFailedException(Reason.BAD_BODY, "the body is encoded, which was not asked for")
        : null;
  }
}
