package io.tributary.aggregate;

/**
 * The client of a request, as reported to backends. Immutable. Every text is visible ASCII and safe
 * in a header.
 *
 * @param address the peer address of the connection, an IPv6 address without brackets; {@code
 *     unknown} (RFC 7239, 6.2) when there is none
 * @param host the host the request was sent to, with its port if it names one; empty if it names
 *     none
 * @param scheme {@code http} or {@code https}
 * @param via what a trusted proxy reports about the hops before it
 */
public record Client(String address, String host, String scheme, Via via) {

  /**
   * What a trusted proxy reports. A text is empty if the proxy does not send it or is not trusted.
   *
   * @param forwardedFor the elements of its {@code X-Forwarded-For}
   * @param host its {@code X-Forwarded-Host}
   * @param scheme its {@code X-Forwarded-Proto}
   * @param forwarded the elements of its {@code Forwarded} (RFC 7239)
   */
  public record Via(String forwardedFor, String host, String scheme, String forwarded) {
    /** No trusted proxy has reported anything. */
    public static final Via NOTHING = new Via("", "", "", "");
  }
}
