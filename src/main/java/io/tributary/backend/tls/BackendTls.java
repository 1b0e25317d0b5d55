package io.tributary.backend.tls;

import io.tributary.config.BackendConfig;
import io.tributary.config.TlsConfig;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The TLS settings of a backend, following its PEM files. Shared by all event loops. Any thread may
 * read the {@link #current} options. Only one thread at a time may {@link #reload} the files.
 */
public final class BackendTls {
  private final BackendConfig backend;
  private final Supplier<TrustOptions> jvmTrust;
  private volatile ClientSSLOptions current;
  private Look last;

  /** The contents of the files, or the reason why they could not be read. */
  private record Look(Optional<TlsFiles> files, String problem) {}

  private BackendTls(BackendConfig backend, Supplier<TrustOptions> jvmTrust, TlsFiles files)
      throws TlsFileException {
    this.backend = backend;
    this.jvmTrust = jvmTrust;
    this.current = options(files);
    this.last = new Look(Optional.of(files), "");
  }

  /** Reads the files. Blocks. */
  static BackendTls read(BackendConfig backend, Supplier<TrustOptions> jvmTrust)
      throws TlsFileException {
    return new BackendTls(backend, jvmTrust, TlsFiles.read(files(backend)));
  }

  private static TlsConfig files(BackendConfig backend) {
    return backend
        .tls()
        .orElseGet(
            () ->
                new TlsConfig(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
  }

  /**
   * The options for the next connection. Returns the same object until the files change. Must not
   * be modified.
   */
  public ClientSSLOptions current() {
    return current;
  }

  /** The backend's name in the configuration. */
  public String backend() {
    return backend.name();
  }

  boolean hasFiles() {
    TlsConfig tls = files(backend);
    return tls.ca().isPresent() || tls.certificate().isPresent();
  }

  /** Why a connection failed, if the cause is TLS. */
  public Optional<TlsFailure> failure(Throwable cause) {
    return new FailureCauses(cause)
        .failure(ServerName.of(backend).verified(), files(backend).certificate());
  }

  /** Reloads the files. Blocks: do not call it on an event loop. */
  public Change reload() {
    Look now = read();
    if (now.equals(last)) {
      return new Change.None();
    }
    last = now;
    if (now.files().isEmpty()) {
      return new Change.Refused(now.problem());
    }
    try {
      current = options(now.files().get());
      return new Change.Read();
    } catch (TlsFileException e) {
      return new Change.Refused(e.problem());
    }
  }

  private Look read() {
    try {
      return new Look(Optional.of(TlsFiles.read(files(backend))), "");
    } catch (TlsFileException e) {
      return new Look(Optional.empty(), e.problem());
    }
  }

  private ClientSSLOptions options(TlsFiles files) throws TlsFileException {
    ClientSSLOptions options =
        new ClientSSLOptions()
            .setHostnameVerificationAlgorithm("HTTPS")
            .setSslHandshakeTimeout(handshakeTimeout().toMillis())
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
            .setTrustOptions(files.trust().orElseGet(jvmTrust));
    files.identity().ifPresent(options::setKeyCertOptions);
    return options;
  }

  /**
   * Slightly shorter than the call's timeout, so that the failure names the handshake as its cause.
   */
  private Duration handshakeTimeout() {
    return backend.timeout().multipliedBy(9).dividedBy(10).plusMillis(1);
  }
}
