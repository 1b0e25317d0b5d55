package io.tributary.backend.tls;

import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.tributary.backend.tls.TlsFailure.Kind;
import io.vertx.core.internal.net.NetSocketInternal;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLException;

/** Classifies the failure of a TLS connection by the exception and its causes. Immutable. */
final class FailureCauses {
  private static final int MAX_DEPTH = 16;
  private static final int MAX_MESSAGE = 200;

  private final List<Throwable> causes = new ArrayList<>();

  FailureCauses(Throwable outermost) {
    Throwable cause = outermost;
    while (cause != null && causes.size() < MAX_DEPTH) {
      causes.add(cause);
      cause = cause.getCause();
    }
  }

  /**
   * Returns the TLS failure, or empty if the cause is not TLS.
   *
   * @param serverName the name that the backend's certificate had to match
   * @param certificate the configured client certificate
   */
  Optional<TlsFailure> failure(String serverName, Optional<Path> certificate) {
    if (causes.getFirst().equals(NetSocketInternal.CLOSED_EXCEPTION)) {
      return closedAfterHandshake(certificate);
    }
    return find(SSLException.class)
        .map(
            outermost ->
                ofTheHandshake()
                    .or(() -> ofTheCertificate(serverName))
                    .or(() -> PeerAlert.find(messages()).map(alert -> alert.failure(certificate)))
                    .orElseGet(() -> other(outermost)));
  }

  /**
   * Over HTTP/2 the reason is unknown, because an alert that arrives with the end of the connection
   * is not reported.
   */
  private static Optional<TlsFailure> closedAfterHandshake(Optional<Path> certificate) {
    return failure(
        Kind.CLOSED,
        "it closed the connection right after the handshake; it may "
            + (certificate.isPresent()
                ? "not accept our client certificate"
                : "require a client certificate"));
  }

  private Optional<TlsFailure> ofTheHandshake() {
    if (find(NotSslRecordException.class).isPresent()) {
      return failure(Kind.NO_TLS, "its port does not use TLS");
    }
    if (find(SslHandshakeTimeoutException.class).isPresent()) {
      return failure(Kind.TIMEOUT, "the handshake timed out");
    }
    if (find(ClosedChannelException.class).isPresent()
        || messages().stream().anyMatch(text -> text.contains("closed while SSL/TLS handshake"))) {
      return failure(Kind.CLOSED, "it closed the connection during the handshake");
    }
    return Optional.empty();
  }

  private Optional<TlsFailure> ofTheCertificate(String serverName) {
    if (find(CertificateExpiredException.class).isPresent()) {
      return failure(
          Kind.EXPIRED, "its certificate expired" + date(X509Certificate::getNotAfter, " on "));
    }
    if (find(CertificateNotYetValidException.class).isPresent()) {
      return failure(
          Kind.NOT_YET_VALID,
          "its certificate is not valid" + date(X509Certificate::getNotBefore, " before "));
    }
    if (find(CertPathBuilderException.class).isPresent()) {
      return untrusted();
    }
    Optional<CertPathValidatorException> invalid = find(CertPathValidatorException.class);
    if (invalid.isPresent()) {
      return switch (invalid.get().getReason()) {
        case PKIXReason.NO_TRUST_ANCHOR, BasicReason.INVALID_SIGNATURE -> untrusted();
        case CertPathValidatorException.Reason rule ->
            failure(Kind.NOT_ACCEPTABLE, "its certificate is not acceptable (" + rule + ")");
      };
    }
    return find(CertificateException.class).isPresent()
        ? failure(Kind.WRONG_NAME, "its certificate does not match the name " + serverName)
        : Optional.empty();
  }

  private static Optional<TlsFailure> untrusted() {
    return failure(Kind.UNTRUSTED, "its certificate is not signed by a trusted authority");
  }

  /** A date of the invalid certificate, if the exception identifies the certificate. */
  private String date(Function<X509Certificate, Date> date, String before) {
    return find(CertPathValidatorException.class)
        .flatMap(FailureCauses::invalidCertificate)
        .map(date)
        .map(Date::toInstant)
        .map(Instant::toString)
        .map(before::concat)
        .orElse("");
  }

  private static Optional<X509Certificate> invalidCertificate(CertPathValidatorException cause) {
    if (cause.getCertPath() == null || cause.getIndex() < 0) {
      return Optional.empty();
    }
    Certificate found = cause.getCertPath().getCertificates().get(cause.getIndex());
    return found instanceof X509Certificate certificate
        ? Optional.of(certificate)
        : Optional.empty();
  }

  private TlsFailure other(SSLException outermost) {
    String message =
        messages().isEmpty() ? outermost.getClass().getSimpleName() : messages().getLast();
    String text = message.replaceAll("[^ -~]", "?");
    return new TlsFailure(Kind.OTHER, text.substring(0, Math.min(text.length(), MAX_MESSAGE)));
  }

  private static Optional<TlsFailure> failure(Kind kind, String words) {
    return Optional.of(new TlsFailure(kind, words));
  }

  private List<String> messages() {
    return causes.stream()
        .filter(SSLException.class::isInstance)
        .flatMap(cause -> Optional.ofNullable(cause.getMessage()).stream())
        .toList();
  }

  private <T extends Throwable> Optional<T> find(Class<T> type) {
    return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
  }
}
