package io.tributary.app;

import io.tributary.tls.KeyStores;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * A certificate for 127.0.0.1 and the authority that signed it, generated for one warm-up. The JDK
 * has no public API to create certificates, so this class encodes them (RFC 5280, 4.1). Immutable.
 */
record StandInCertificate(X509Certificate authority, X509Certificate certificate, PrivateKey key) {
  private static final String AUTHORITY = "warm-up authority";
  private static final String SERVER = "warm-up";
  private static final Duration LIFE = Duration.ofDays(1);

  // object identifiers and complete extensions, in DER
  private static final byte[] ECDSA_WITH_SHA256 = hex("300a06082a8648ce3d040302");
  private static final byte[] COMMON_NAME = hex("0603550403");
  private static final byte[] IS_AUTHORITY = hex("300f0603551d130101ff040530030101ff");
  private static final byte[] FOR_LOOPBACK = hex("300f0603551d110408300687047f000001");

  /** Generates the keys and the certificates. Blocks. */
  static StandInCertificate create() throws GeneralSecurityException {
    KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
    keys.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair authority = keys.generateKeyPair();
    KeyPair server = keys.generateKeyPair();
    return new StandInCertificate(
        signed(1, AUTHORITY, authority.getPublic(), IS_AUTHORITY, authority.getPrivate()),
        signed(2, SERVER, server.getPublic(), FOR_LOOPBACK, authority.getPrivate()),
        server.getPrivate());
  }

  /** Trust options for clients of the server. */
  TrustOptions trust() {
    return KeyStores.trust(List.of(authority));
  }

  /** The server's key and certificate. */
  KeyCertOptions identity() {
    return KeyStores.identity(key, List.of(certificate));
  }

  private static X509Certificate signed(
      int serial, String subject, PublicKey key, byte[] extension, PrivateKey authority)
      throws GeneralSecurityException {
    Instant now = Instant.now();
    byte[] content =
        Der.sequence(
            Der.tagged(0xa0, Der.integer(2)), // version 3
            Der.integer(serial),
            ECDSA_WITH_SHA256,
            name(AUTHORITY),
            Der.sequence(Der.time(now.minus(LIFE)), Der.time(now.plus(LIFE))),
            name(subject),
            key.getEncoded(),
            Der.tagged(0xa3, Der.sequence(extension)));
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(authority);
    signature.update(content);
    byte[] der = Der.sequence(content, ECDSA_WITH_SHA256, Der.bits(signature.sign()));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  private static byte[] name(String commonName) {
    return Der.sequence(Der.set(Der.sequence(COMMON_NAME, Der.text(commonName))));
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
