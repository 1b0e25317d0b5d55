package io.tributary.backend.tls;

import io.tributary.config.BackendConfig;
import io.tributary.tls.KeyStores;
import io.tributary.tls.TlsFileException;
import io.vertx.core.net.TrustOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The TLS settings of all {@code https} backends of a configuration. Thread-safe. */
public final class TlsSettings {
  private final Map<String, BackendTls> backends;

  private TlsSettings(Map<String, BackendTls> backends) {
    this.backends = Map.copyOf(backends);
  }

  /**
   * Reads the PEM files, and the JVM's trust store if a backend configures no trusted certificates.
   * Blocks: do not call it on an event loop.
   */
  public static TlsSettings read(List<BackendConfig> backends) throws TlsFileException {
    return read(backends, new JvmTrust());
  }

  /** Uses these trust options instead of the JVM's trust store. For backends without PEM files. */
  public static TlsSettings trusting(List<BackendConfig> backends, TrustOptions trust) {
    try {
      return read(backends, () -> trust);
    } catch (TlsFileException e) {
      throw new IllegalArgumentException("a backend names a file", e);
    }
  }

  private static TlsSettings read(List<BackendConfig> backends, Supplier<TrustOptions> trust)
      throws TlsFileException {
    Map<String, BackendTls> read = new HashMap<>();
    for (BackendConfig backend : backends) {
      if (backend.origin().secure()) {
        read.put(backend.name(), BackendTls.read(backend, trust));
      }
    }
    return new TlsSettings(read);
  }

  /** The settings of a backend, or empty if its origin is not {@code https}. */
  public Optional<BackendTls> of(BackendConfig backend) {
    return Optional.ofNullable(backends.get(backend.name()));
  }

  /**
   * Reads the JVM's trust store once, on first use, because it holds about 150 certificates. Not
   * thread-safe.
   */
  private static final class JvmTrust implements Supplier<TrustOptions> {
    private @Nullable TrustOptions trust;

    @Override
    public TrustOptions get() {
      if (trust == null) {
        trust = KeyStores.jvmTrust();
      }
      return trust;
    }
  }
}
