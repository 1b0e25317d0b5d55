package io.tributary.tls;

import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * Converts certificates and keys to options for Vert.x. The options are completely parsed, so an
 * event loop that opens a connection reads no file. Each returned object is equal only to itself,
 * so that Vert.x creates a new SSL context for it. Thread-safe.
 */
public final class KeyStores {
  /** The API requires a password. It protects nothing, because the store stays in memory. */
  private static final char[] PASSWORD = "in-memory".toCharArray();

  private KeyStores() {}

  /** Trusts these certificates and all certificates that they have signed. Blocks. */
  public static TrustOptions trust(List<X509Certificate> authorities) {
    try {
      KeyStore store = empty();
      for (int i = 0; i < authorities.size(); i++) {
        store.setCertificateEntry("ca-" + i, authorities.get(i));
      }
      return trust(store);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("cannot create a trust store", e);
    }
  }

  /** Uses the JVM's trust store. Blocks, because it reads the store. */
  public static TrustOptions jvmTrust() {
    try {
      TrustManagerFactory factory = trustManagers();
      factory.init((KeyStore) null);
      return TrustOptions.wrap(factory);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot read the JVM's trust store", e);
    }
  }

  /** Presents this certificate chain. Its first certificate belongs to the key. Blocks. */
  public static KeyCertOptions identity(PrivateKey key, List<X509Certificate> chain) {
    try {
      KeyStore store = empty();
      store.setKeyEntry("key", key, PASSWORD, chain.toArray(Certificate[]::new));
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, PASSWORD);
      return KeyCertOptions.wrap(factory);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("cannot create a key store", e);
    }
  }

  private static TrustOptions trust(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory = trustManagers();
    factory.init(store);
    return TrustOptions.wrap(factory);
  }

  private static TrustManagerFactory trustManagers() throws GeneralSecurityException {
    return TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
