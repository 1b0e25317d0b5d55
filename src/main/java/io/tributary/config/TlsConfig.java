package io.tributary.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a backend is called over TLS. Immutable. The paths are absolute and name PEM files that were
 * readable when the configuration was loaded.
 *
 * @param ca certificates that are trusted in place of those of the JVM
 * @param certificate the client's certificate chain, its own certificate first; comes with a key
 * @param key the unencrypted PKCS#8 private key of the certificate
 * @param serverName the name for SNI and for the check of the backend's certificate; the host of
 *     the URL if empty
 */
public record TlsConfig(
    Optional<Path> ca,
    Optional<Path> certificate,
    Optional<Path> key,
    Optional<String> serverName) {}
