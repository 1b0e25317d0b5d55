/** Turns the inputs of a client's request into requests to backends. */
@org.jspecify.annotations.NullMarked
package io.tributary.backend.request;
