package io.tributary.backend;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.util.Optional;

/** What the head of a response says about whether its body is worth reading. */
final class HeadRules {
  private HeadRules() {}

  /** Whether this is an answer at all: RFC 9110 knows no other final statuses. */
  static boolean isFinal(HttpClientResponse response) {
    return response.statusCode() >= 200 && response.statusCode() <= 599;
  }

  /** Why the body of a final response is not wanted, if it is not. */
  static Optional<CallFailedException> refusal(
      HttpClientResponse response, AcceptedStatuses accept) {
    if (!accept.accepts(response.statusCode())) {
      return Optional.of(CallFailedException.badStatus(response.statusCode()));
    }
    return encoded(response)
        ? Optional.of(
            new CallFailedException(
                Reason.BAD_BODY, "the body is encoded, which was not asked for"))
        : Optional.empty();
  }

  private static boolean encoded(HttpClientResponse response) {
    return response.headers().contains(HttpHeaders.CONTENT_ENCODING)
        && !response.headers().getAll(HttpHeaders.CONTENT_ENCODING).stream()
            .allMatch("identity"::equalsIgnoreCase);
  }
}
