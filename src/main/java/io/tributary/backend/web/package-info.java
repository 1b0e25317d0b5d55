/** The {@code web} transport: the Vert.x Web Client over HTTP/1.1 and HTTP/2. */
@org.jspecify.annotations.NullMarked
package io.tributary.backend.web;
