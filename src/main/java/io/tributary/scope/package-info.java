/**
 * Deadline, cancellation and trace of one request, and the clock they share. Everything may use it.
 */
@org.jspecify.annotations.NullMarked
package io.tributary.scope;
