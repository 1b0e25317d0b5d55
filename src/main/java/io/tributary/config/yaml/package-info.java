/** Turns the text of a configuration file into a tree that knows its lines. */
@org.jspecify.annotations.NullMarked
package io.tributary.config.yaml;
