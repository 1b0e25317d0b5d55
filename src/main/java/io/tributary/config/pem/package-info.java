/** PEM files: certificates and private keys. */
@org.jspecify.annotations.NullMarked
package io.tributary.config.pem;
