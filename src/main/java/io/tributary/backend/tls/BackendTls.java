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
 * The TLS settings of a backend, as its PEM files say now. Shared by all event loops: any thread
 * may take the {@link #current} options; one thread at a time may {@link #look} at the files.
 */
public final class BackendTls {
  private final BackendConfig backend;
  private final Supplier<TrustOptions> jvmTrust;
  private volatile ClientSSLOptions current;
  private Look last;

  /** What the files held, or why they could not be read. */
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

  /** For the next connection. The same object until the files change; not to be modified. */
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

  /** Why a connection failed, if it is for a reason of TLS. */
  public Optional<TlsFailure> failure(Throwable cause) {
    return new FailureCauses(cause)
        .failure(ServerName.of(backend).verified(), files(backend).certificate());
  }

  /** Reads the files again. Blocks: not for an event loop. */
  public Change look() {
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

  /** Somewhat earlier than a call's, so that it is known that the handshake was what took long. */
  private Duration handshakeTimeout() {
    return backend.timeout().multipliedBy(9).dividedBy(10).plusMillis(1);
  }
}
