package io.tributary.backend.tls;

import io.tributary.config.BackendConfig;
import io.tributary.config.TlsConfig;
import io.tributary.tls.Change;
import io.tributary.tls.Followed;
import io.tributary.tls.TlsFileException;
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
  private final Followed<TlsFiles, ClientSSLOptions> options;

  private BackendTls(BackendConfig backend, Followed<TlsFiles, ClientSSLOptions> options) {
    this.backend = backend;
    this.options = options;
  }

  /** Reads the files. Blocks. */
  static BackendTls read(BackendConfig backend, Supplier<TrustOptions> jvmTrust)
      throws TlsFileException {
    return new BackendTls(
        backend,
        Followed.read(
            () -> TlsFiles.read(files(backend)), files -> options(backend, files, jvmTrust)));
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
    return options.current();
  }

  /** The backend's name in the configuration. */
  public String backend() {
    return backend.name();
  }

  /** Whether there are files that may change. */
  public boolean hasFiles() {
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
    return options.reload();
  }

  private static ClientSSLOptions options(
      BackendConfig backend, TlsFiles files, Supplier<TrustOptions> jvmTrust)
      throws TlsFileException {
    ClientSSLOptions options =
        new ClientSSLOptions()
            .setHostnameVerificationAlgorithm("HTTPS")
            .setSslHandshakeTimeout(handshakeTimeout(backend).toMillis())
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
            .setTrustOptions(files.trust().orElseGet(jvmTrust));
    files.identity().ifPresent(options::setKeyCertOptions);
    return options;
  }

  /**
   * Slightly shorter than the call's timeout, so that the failure names the handshake as its cause.
   */
  private static Duration handshakeTimeout(BackendConfig backend) {
    return backend.timeout().multipliedBy(9).dividedBy(10).plusMillis(1);
  }
}
