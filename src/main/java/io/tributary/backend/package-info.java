/**
 * Outbound HTTP: backends, requests and responses, and the interfaces of policies and transports.
 */
@org.jspecify.annotations.NullMarked
package io.tributary.backend;
