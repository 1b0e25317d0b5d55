/** TLS to backends: files that may change, who a backend is, and why a handshake failed. */
@org.jspecify.annotations.NullMarked
package io.tributary.backend.tls;
