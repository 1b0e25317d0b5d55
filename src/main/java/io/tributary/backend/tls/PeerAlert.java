package io.tributary.backend.tls;

import io.tributary.backend.tls.TlsFailure.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fatal alert that a backend sent (RFC 8446, 6.2). The JDK tells it by the exception's message
 * alone.
 */
record PeerAlert(String description) {
  private static final Pattern ALERT = Pattern.compile("Received fatal alert: ([a-z_]{1,40})");

  private static final String WANTED = "it wants a client certificate, and none is configured";

  /** The alert that one of the messages tells of. */
  static Optional<PeerAlert> find(List<String> messages) {
    return messages.stream()
        .map(ALERT::matcher)
        .filter(Matcher::find)
        .map(found -> new PeerAlert(found.group(1)))
        .findFirst();
  }

  /**
   * What it means.
   *
   * @param certificate the client certificate that is configured
   */
  TlsFailure failure(Optional<Path> certificate) {
    return switch (description) {
      case "certificate_required" ->
          new TlsFailure(
              Kind.CERTIFICATE_WANTED,
              certificate.isEmpty()
                  ? WANTED
                  : "it wants a client certificate that another authority has signed than ours");
      case "bad_certificate",
          "unsupported_certificate",
          "certificate_revoked",
          "certificate_expired",
          "certificate_unknown",
          "unknown_ca",
          "access_denied" ->
          certificate.isEmpty()
              ? new TlsFailure(Kind.CERTIFICATE_WANTED, WANTED)
              : new TlsFailure(
                  Kind.CERTIFICATE_REFUSED,
                  "it does not accept our client certificate (" + description + ")");
      case "protocol_version" ->
          new TlsFailure(Kind.REFUSED, "it has no version of TLS in common with us");
      case "unrecognized_name" -> new TlsFailure(Kind.REFUSED, "it does not know the server name");
      default -> new TlsFailure(Kind.REFUSED, "it refuses the handshake (" + description + ")");
    };
  }
}
