/**
 * What the public server and the management server share: a limit of their connections, a timeout
 * for request heads, and the methods that observers tell apart.
 */
@org.jspecify.annotations.NullMarked
package io.tributary.server;
