/**
 * What the service is doing, for eyes: the page at the management port's {@code /}, the requests
 * and times that it shows, and the events that keep it current.
 */
@org.jspecify.annotations.NullMarked
package io.tributary.console;
