/**
 * Decides which requests are served when there are more than the service can do, and refuses the
 * others cheaply.
 */
@org.jspecify.annotations.NullMarked
package io.tributary.http.admission;
