/** Parses the text of a configuration file into a tree with lines. */
@org.jspecify.annotations.NullMarked
package io.tributary.config.yaml;
