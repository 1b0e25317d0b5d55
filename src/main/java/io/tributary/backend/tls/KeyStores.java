package io.tributary.backend.tls;

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
 * Certificates and keys in the form that Vert.x wants, ready to use: an event loop that makes a
 * connection reads and parses nothing. What is made here is equal to itself alone, so that Vert.x
 * makes a new SSL context for it.
 */
public final class KeyStores {
  /** Protects nothing: the store never leaves the memory. */
  private static final char[] PASSWORD = "in-memory".toCharArray();

  private KeyStores() {}

  /** Trusts these certificates and whom they sign. Blocks. */
  public static TrustOptions trust(List<X509Certificate> authorities) {
    try {
      KeyStore store = empty();
      for (int i = 0; i < authorities.size(); i++) {
        store.setCertificateEntry("ca-" + i, authorities.get(i));
      }
      return trust(store);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("no trust store could be made", e);
    }
  }

  /** Trusts whom the JVM trusts. Blocks: the JVM's store is read. */
  public static TrustOptions jvmTrust() {
    try {
      TrustManagerFactory factory = trustManagers();
      factory.init((KeyStore) null);
      return TrustOptions.wrap(factory);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the trust store of the JVM cannot be read", e);
    }
  }

  /** Shows this chain, whose first certificate is the key's. Blocks. */
  public static KeyCertOptions identity(PrivateKey key, List<X509Certificate> chain) {
    try {
      KeyStore store = empty();
      store.setKeyEntry("key", key, PASSWORD, chain.toArray(Certificate[]::new));
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, PASSWORD);
      return KeyCertOptions.wrap(factory);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("no key store could be made", e);
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
