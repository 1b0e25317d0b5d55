/** Resolves a backend's host name and chooses the address to connect to. */
@org.jspecify.annotations.NullMarked
package io.tributary.backend.address;
