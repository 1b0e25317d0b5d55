/** Outbound HTTP: one call to one backend, and the policies around it. */
@org.jspecify.annotations.NullMarked
package io.tributary.backend;
