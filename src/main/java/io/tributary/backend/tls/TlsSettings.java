package io.tributary.backend.tls;

import io.tributary.config.BackendConfig;
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
   * Reads the PEM files, and the JVM's trust store if a backend names no certificates to trust.
   * Blocks: not for an event loop.
   */
  public static TlsSettings read(List<BackendConfig> backends) throws TlsFileException {
    return read(backends, new JvmTrust());
  }

  /** For backends that name no files: trusts whom these options trust, instead of the JVM. */
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

  /** That backend's; empty if it is called in the clear. */
  public Optional<BackendTls> of(BackendConfig backend) {
    return Optional.ofNullable(backends.get(backend.name()));
  }

  /** Those that come from PEM files, and so may change. */
  public List<BackendTls> withFiles() {
    return backends.values().stream().filter(BackendTls::hasFiles).toList();
  }

  /** Read once, when it is needed first: it holds about 150 certificates. For one thread. */
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
