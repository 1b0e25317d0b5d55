/** The command line. */
@org.jspecify.annotations.NullMarked
package io.tributary;
