/** Certificates and keys from PEM files that are followed while the service runs. */
@NullMarked
package io.tributary.tls;

import org.jspecify.annotations.NullMarked;
