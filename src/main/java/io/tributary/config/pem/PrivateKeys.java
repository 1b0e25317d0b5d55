package io.tributary.config.pem;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Optional;

/** Decodes private keys and tells whether they belong to a certificate. */
public final class PrivateKeys {
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");
  private static final byte[] PROBE = "tributary".getBytes(StandardCharsets.US_ASCII);

  private PrivateKeys() {}

  /** The key, if the bytes are an RSA, EC or Ed25519 key in PKCS#8. */
  static Optional<PrivateKey> read(byte[] pkcs8) {
    for (String algorithm : ALGORITHMS) {
      try {
        PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(pkcs8);
        return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(encoded));
      } catch (InvalidKeySpecException _) {
        // the key belongs to another algorithm
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every JDK has " + algorithm, e);
      }
    }
    return Optional.empty();
  }

  /**
   * Checks that the key is the certificate's.
   *
   * @throws PemException if it is another's, as a mistake of the key's file
   */
  public static void requireFit(PrivateKey key, X509Certificate certificate) throws PemException {
    if (!fits(key, certificate.getPublicKey())) {
      throw new PemException("does not belong to the certificate (the first one in its file)");
    }
  }

  /** Whether a signature by the private key is valid for the public key. */
  private static boolean fits(PrivateKey key, PublicKey certified) {
    try {
      Signature signature = Signature.getInstance(signatureOf(key));
      signature.initSign(key);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(certified);
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  private static String signatureOf(PrivateKey key) {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> "Ed25519";
    };
  }
}
