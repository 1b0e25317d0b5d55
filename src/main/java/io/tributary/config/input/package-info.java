/** The inputs that aggregates declare, and the rules for their values. */
@org.jspecify.annotations.NullMarked
package io.tributary.config.input;
