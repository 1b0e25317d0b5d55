package io.tributary.backend.tls;

import io.tributary.backend.tls.TlsFailure.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fatal alert that a backend sent (RFC 8446, 6.2). The JDK reports the alert only in the
 * exception's message. Immutable.
 */
record PeerAlert(String description) {
  private static final Pattern ALERT = Pattern.compile("Received fatal alert: ([a-z_]{1,40})");

  private static final String REQUIRED = "it requires a client certificate, and none is configured";

  /** Finds the alert that one of the messages reports. */
  static Optional<PeerAlert> find(List<String> messages) {
    return messages.stream()
        .map(ALERT::matcher)
        .filter(Matcher::find)
        .map(found -> new PeerAlert(found.group(1)))
        .findFirst();
  }

  /**
   * Translates the alert to a failure.
   *
   * @param certificate the configured client certificate
   */
  TlsFailure failure(Optional<Path> certificate) {
    return switch (description) {
      case "certificate_required" ->
          new TlsFailure(
              Kind.CERTIFICATE_WANTED,
              certificate.isEmpty()
                  ? REQUIRED
                  : "it requires a client certificate from another authority");
      case "bad_certificate",
          "unsupported_certificate",
          "certificate_revoked",
          "certificate_expired",
          "certificate_unknown",
          "unknown_ca",
          "access_denied" ->
          certificate.isEmpty()
              ? new TlsFailure(Kind.CERTIFICATE_WANTED, REQUIRED)
              : new TlsFailure(
                  Kind.CERTIFICATE_REFUSED,
                  "it does not accept our client certificate (" + description + ")");
      case "protocol_version" ->
          new TlsFailure(Kind.REFUSED, "it supports no TLS version in common with us");
      case "unrecognized_name" -> new TlsFailure(Kind.REFUSED, "it does not know the server name");
      default -> new TlsFailure(Kind.REFUSED, "it rejects the handshake (" + description + ")");
    };
  }
}
