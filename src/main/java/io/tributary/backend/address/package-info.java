/** From a backend's host name to the address that a connection is made to. */
@org.jspecify.annotations.NullMarked
package io.tributary.backend.address;
