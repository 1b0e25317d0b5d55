/** The {@code lean} transport: our own HTTP/1.1 client. */
@org.jspecify.annotations.NullMarked
package io.tributary.backend.lean;
