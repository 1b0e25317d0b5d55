package io.tributary.backend;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.config.AcceptedStatuses;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the head of a response says about whether its body is worth reading. */
public final class ResponseRules {
  /** Heads with an interim status that may come before the final one. */
  public static final int MAX_INTERIM_HEADS = 10;

  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  private ResponseRules() {}

  /** Whether this can be the status of a final response: RFC 9110 knows no others. */
  public static boolean isFinal(int status) {
    return status >= 200 && status <= 599;
  }

  /** The head of a response, or its trailers, is longer than the configuration allows. */
  public static CallFailedException headTooLarge() {
    return new CallFailedException(Reason.TOO_LARGE, "the response's head is larger than allowed");
  }

  /** Why the body of a final response is not wanted, if it is not. */
  public static @Nullable CallFailedException refusal(
      int status, Encoding encoding, AcceptedStatuses accept) {
    if (!accept.accepts(status)) {
      return CallFailedException.badStatus(status);
    }
    return encoding == Encoding.OTHER
        ? new CallFailedException(
            Reason.BAD_BODY, "the body has a content coding, which was not asked for")
        : null;
  }

  /** The content coding of a body by its header's values; empty list members say nothing. */
  public static Encoding encoding(List<String> values) {
    for (String value : values) {
      for (String coding : value.split(",", -1)) {
        if (!coding.isBlank() && !coding.strip().equalsIgnoreCase("identity")) {
          return Encoding.OTHER;
        }
      }
    }
    return Encoding.IDENTITY;
  }

  /** The length that a body's header announces; -1 if it does not. */
  public static long length(@Nullable String contentLength) {
    if (contentLength == null || !LENGTH.matcher(contentLength).matches()) {
      return -1;
    }
    return Long.parseLong(contentLength);
  }

  /** The content coding of a body. */
  public enum Encoding {
    /** None, as requested. */
    IDENTITY,
    /** One that was not requested. */
    OTHER
  }
}
