/** The configuration file: YAML to records, with every mistake reported at once. */
@org.jspecify.annotations.NullMarked
package io.tributary.config;
