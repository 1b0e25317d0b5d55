/**
 * JSLT: compiling it within bounds, and evaluating it so that it ends when its thread is
 * interrupted. The only package that uses the library, internals included.
 */
@org.jspecify.annotations.NullMarked
package io.tributary.transform.jslt;
