/**
 * TLS to backends: certificates that may change, server names, and the classification of failures.
 */
@org.jspecify.annotations.NullMarked
package io.tributary.backend.tls;
