package io.tributary.backend.tls;

/**
 * Why a TLS connection to a backend could not be established or failed later. Immutable.
 *
 * @param explanation one line for operators, in which "it" is the backend; contains no secrets
 */
public record TlsFailure(Kind kind, String explanation) {
  /** The kinds of failure, by what an operator has to fix. */
  public enum Kind {
    /** A certificate of the backend has expired. */
    EXPIRED,
    /** A certificate of the backend is not valid yet. */
    NOT_YET_VALID,
    /** The backend's certificate does not match the server name. */
    WRONG_NAME,
    /** The backend's certificate is not signed by a trusted authority. */
    UNTRUSTED,
    /** The backend's certificate violates another rule. */
    NOT_ACCEPTABLE,
    /** The backend requires a client certificate and received none that it accepts. */
    CERTIFICATE_WANTED,
    /** The backend does not accept the client certificate. */
    CERTIFICATE_REFUSED,
    /** The backend rejects the handshake for another reason. */
    REFUSED,
    /** The backend's port does not use TLS. */
    NO_TLS,
    /** The handshake timed out. */
    TIMEOUT,
    /** The backend closed the connection during the handshake or right after it. */
    CLOSED,
    /** Anything else. */
    OTHER
  }
}
