/**
 * What the public server and the management server share: a limit of their connections, and a
 * timeout for request heads.
 */
@org.jspecify.annotations.NullMarked
package io.tributary.server;
