package io.tributary.config.pem;

import io.tributary.config.yaml.SmallFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** The content of a PEM file. Immutable, and equal to another with the same content. */
public record Pem(String text) {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\\s]*+)-----END \\1-----");
  private static final Pattern OTHER_KEY =
      Pattern.compile("-----BEGIN [A-Z0-9 ]{1,40} PRIVATE KEY-----");
  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String KEY = "PRIVATE KEY";

  /**
   * Reads a file. Blocks.
   *
   * @throws PemException if it cannot be read or is larger than 1 MiB
   */
  public static Pem read(Path path) throws PemException {
    try {
      return new Pem(new String(SmallFile.read(path), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new PemException(SmallFile.mistake(e));
    }
  }

  /** The certificates, at least one. */
  public List<X509Certificate> certificates() throws PemException {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (byte[] der : blocks(CERTIFICATE)) {
        var bytes = new ByteArrayInputStream(der);
        certificates.add((X509Certificate) factory.generateCertificate(bytes));
      }
    } catch (CertificateException | IllegalArgumentException _) {
      throw new PemException("has a certificate that is not valid X.509");
    }
    if (certificates.isEmpty()) {
      throw new PemException("has no certificate (BEGIN CERTIFICATE)");
    }
    return certificates;
  }

  /** The first private key. */
  public PrivateKey privateKey() throws PemException {
    List<byte[]> keys;
    try {
      keys = blocks(KEY);
    } catch (IllegalArgumentException _) {
      throw new PemException("has a private key that is not in Base64");
    }
    if (keys.isEmpty()) {
      throw new PemException(
          OTHER_KEY.matcher(text).find()
              ? "must be an unencrypted PKCS#8 key; convert it with openssl pkcs8 -topk8 -nocrypt"
              : "has no private key (BEGIN PRIVATE KEY)");
    }
    return PrivateKeys.read(keys.getFirst())
        .orElseThrow(() -> new PemException("has a private key that is not RSA, EC or Ed25519"));
  }

  /** The decoded blocks with this label. */
  private List<byte[]> blocks(String label) {
    return BLOCK
        .matcher(text)
        .results()
        .filter(block -> block.group(1).equals(label))
        .map(block -> Base64.getMimeDecoder().decode(block.group(2)))
        .toList();
  }

  /** Shows nothing of the content. */
  @Override
  public String toString() {
    return "Pem[]";
  }
}
