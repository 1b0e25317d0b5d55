package io.tributary.backend;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.config.AcceptedStatuses;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Decides from the head of a response whether its body is read. Stateless. */
public final class ResponseRules {
  /** Maximum number of interim (1xx) responses before the final one. */
  public static final int MAX_INTERIM_HEADS = 10;

  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;
  private static final int MAX_LENGTH_DIGITS = 18; // always fits a long

  private ResponseRules() {}

  /**
   * Whether a final response follows one with this status. None follows 101 (RFC 9110, 15.2.2),
   * which nobody requested.
   */
  public static boolean isInterim(int status) {
    return status / 100 == 1 && status != SWITCHING_PROTOCOLS;
  }

  /** Whether this is a valid status of a final response: 200 to 599 (RFC 9110, 15). */
  public static boolean isFinal(int status) {
    return status >= 200 && status <= 599;
  }

  /**
   * Whether a response with this status can have a body, whatever its head says (RFC 9110, 6.4.1).
   */
  static boolean hasBody(int status) {
    return status != NO_CONTENT && status != NOT_MODIFIED;
  }

  /** The failure of a response whose head or trailers exceed the configured limit. */
  public static CallFailedException headTooLarge() {
    return new CallFailedException(Reason.TOO_LARGE, "the response head is larger than allowed");
  }

  /** The failure of a backend that sent more than {@link #MAX_INTERIM_HEADS} interim responses. */
  public static CallFailedException noFinalStatus() {
    return new CallFailedException(Reason.BAD_STATUS, "the backend sent no final status");
  }

  /** The reason to reject a final response, or null if its body is read. */
  public static @Nullable CallFailedException refusal(
      int status, Encoding encoding, AcceptedStatuses accept) {
    if (!accept.accepts(status)) {
      return CallFailedException.badStatus(status);
    }
    return encoding == Encoding.OTHER
        ? new CallFailedException(
            Reason.BAD_BODY, "the body has a content coding that is not supported")
        : null;
  }

  /**
   * The content coding of a body, from the values of its header. Empty list members are ignored.
   */
  public static Encoding encoding(List<String> values) {
    Encoding encoding = Encoding.IDENTITY;
    for (String value : values) {
      for (String coding : value.split(",", -1)) {
        encoding = encoding.then(Encoding.named(coding.strip()));
      }
    }
    return encoding;
  }

  /** The value of {@code Content-Length}, or -1 if it is missing or malformed. */
  public static long length(@Nullable String contentLength) {
    return contentLength != null && isDigits(contentLength, MAX_LENGTH_DIGITS)
        ? Long.parseLong(contentLength)
        : -1;
  }

  /** Whether a text consists of ASCII digits, at least one and at most that many. */
  public static boolean isDigits(String text, int atMost) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= atMost;
  }

  /** The content coding of a body. */
  public enum Encoding {
    /** None, as requested. */
    IDENTITY,
    /** Gzip, once. It was not requested, but is decoded. */
    GZIP,
    /** One that is not decoded. */
    OTHER;

    private static Encoding named(String coding) {
      return switch (coding.toLowerCase(Locale.ROOT)) {
        case "", "identity" -> IDENTITY;
        case "gzip", "x-gzip" -> GZIP; // equivalent (RFC 9110, 8.4.1.3)
        default -> OTHER;
      };
    }

    /** This coding and then another one. */
    public Encoding then(Encoding next) {
      if (this == IDENTITY) {
        return next;
      }
      return next == IDENTITY ? this : OTHER;
    }
  }
}
