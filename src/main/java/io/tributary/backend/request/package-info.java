/** Creates requests to backends from the inputs of a client's request. */
@org.jspecify.annotations.NullMarked
package io.tributary.backend.request;
