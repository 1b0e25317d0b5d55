package io.tributary.backend.tls;

/**
 * Why no secure connection to a backend could be made or kept. Immutable.
 *
 * @param words a line for an operator, about "it", the backend; nothing in it is secret
 */
public record TlsFailure(Kind kind, String words) {
  /** The causes that need different remedies. */
  public enum Kind {
    /** A certificate of the backend has expired. */
    EXPIRED,
    /** A certificate of the backend is not valid yet. */
    NOT_YET_VALID,
    /** The backend's certificate is for another name. */
    WRONG_NAME,
    /** Nobody trusted has signed the backend's certificate. */
    UNTRUSTED,
    /** The backend's certificate breaks another rule. */
    NOT_ACCEPTABLE,
    /** The backend wants a client certificate and got none. */
    CERTIFICATE_WANTED,
    /** The backend does not accept the client certificate. */
    CERTIFICATE_REFUSED,
    /** The backend refuses the handshake for another reason. */
    REFUSED,
    /** There is no TLS at that port. */
    NO_TLS,
    /** The handshake took too long. */
    TIMEOUT,
    /** The backend closed the connection in the handshake. */
    CLOSED,
    /** Anything else. */
    OTHER
  }
}
