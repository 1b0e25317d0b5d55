package io.tributary.config.read;

import io.tributary.support.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes self-signed certificates and their keys as PEM files, with the JDK's own tool. */
final class TestCertificates {
  private static final String PASSWORD = "changeit";

  private final Path folder;

  TestCertificates(Path folder) {
    this.folder = folder;
  }

  /** Writes {@code NAME.crt} and {@code NAME.key}. */
  void make(String name, String algorithm, String... options)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = folder.resolve(name + ".p12");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                algorithm,
                "-dname",
                "CN=" + name,
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString()));
    command.addAll(List.of(options));
    Process keytool = new ProcessBuilder(command).inheritIO().start();
    if (!keytool.waitFor(Patience.HANG_SECONDS, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new IOException("keytool failed");
    }
    KeyStore loaded = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    write(name + ".crt", "CERTIFICATE", loaded.getCertificate(name).getEncoded());
    write(name + ".key", "PRIVATE KEY", loaded.getKey(name, PASSWORD.toCharArray()).getEncoded());
  }

  /** Writes one PEM block into a file. */
  Path write(String file, String label, byte[] der) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    String pem = "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    return Files.writeString(folder.resolve(file), "Subject: test\n" + pem);
  }
}
