/** The management server: metrics, liveness, readiness. */
@org.jspecify.annotations.NullMarked
package io.tributary.ops;
