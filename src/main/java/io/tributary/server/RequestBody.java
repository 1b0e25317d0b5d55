package io.tributary.server;

import org.jspecify.annotations.Nullable;

/** Whether a request has a body, and how long it is, by its head (RFC 9112, 6). Stateless. */
public final class RequestBody {
  /** The length of a body whose end shows where it is. */
  public static final long UNKNOWN = -1;

  private RequestBody() {}

  /**
   * Whether a head announces a body.
   *
   * @param encoded whether it has a {@code Transfer-Encoding}
   * @param length its {@code Content-Length}, or null
   */
  public static boolean isAnnounced(boolean encoded, @Nullable String length) {
    return encoded || (length != null && !length.equals("0"));
  }

  /**
   * The bytes of the body that a head announces: 0 if it announces none, {@link #UNKNOWN} if it
   * does not say how many.
   *
   * @param encoded whether it has a {@code Transfer-Encoding}
   * @param length its {@code Content-Length}, or null
   */
  public static long length(boolean encoded, @Nullable String length) {
    if (encoded) {
      return UNKNOWN;
    }
    if (length == null) {
      return 0;
    }
    try {
      return Math.max(UNKNOWN, Long.parseLong(length));
    } catch (NumberFormatException _) {
      return UNKNOWN;
    }
  }
}
