package io.tributary.backend;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import org.jspecify.annotations.Nullable;

/** What the head of a response says about whether its body is worth reading. */
final class HeadRules {
  private HeadRules() {}

  /** Whether this is an answer at all: RFC 9110 knows no other final statuses. */
  static boolean isFinal(int status) {
    return status >= 200 && status <= 599;
  }

  /** Why the body of a final response is not wanted, if it is not. */
  static @Nullable CallFailedException refusal(AnswerHead head, AcceptedStatuses accept) {
    if (!accept.accepts(head.status())) {
      return CallFailedException.badStatus(head.status());
    }
    return head.encoded()
        ? new CallFailedException(Reason.BAD_BODY, "the body is encoded, which was not asked for")
        : null;
  }
}
