/** The management server, its endpoints and who may use them; readiness; the log. */
@org.jspecify.annotations.NullMarked
package io.tributary.ops;
