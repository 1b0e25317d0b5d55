/** The records that hold the configuration. They are used directly by what they configure. */
@org.jspecify.annotations.NullMarked
package io.tributary.config;
