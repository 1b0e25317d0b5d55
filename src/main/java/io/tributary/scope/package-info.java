/**
 * Deadline, cancellation and trace of a request, and the clock. Every package may depend on this
 * one.
 */
@org.jspecify.annotations.NullMarked
package io.tributary.scope;
