/** The {@code lean} transport: HTTP/1.1 connections of our own. */
@org.jspecify.annotations.NullMarked
package io.tributary.backend.lean;
