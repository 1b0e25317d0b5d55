/** The access log: one line for each request of the public port. */
@org.jspecify.annotations.NullMarked
package io.tributary.accesslog;
