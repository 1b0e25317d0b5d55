/** Turns the YAML tree into configuration records and reports every mistake at once. */
@org.jspecify.annotations.NullMarked
package io.tributary.config.read;
