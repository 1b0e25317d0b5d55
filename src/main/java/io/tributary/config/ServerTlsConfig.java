package io.tributary.config;

import java.nio.file.Path;

/**
 * The certificate of the public server. Immutable. The paths are absolute and name PEM files that
 * were readable when the configuration was loaded.
 *
 * @param certificate the certificate chain, its own certificate first
 * @param key the unencrypted PKCS#8 private key of the certificate
 */
public record ServerTlsConfig(Path certificate, Path key) {}
