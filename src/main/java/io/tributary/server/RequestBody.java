package io.tributary.server;

import org.jspecify.annotations.Nullable;

/** Whether a request has a body, by its head (RFC 9112, 6). Stateless. */
public final class RequestBody {
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
}
