/**
 * CPU work on worker verticles: the bounded queue before them, JSLT files and the Java transform
 * interface.
 */
@org.jspecify.annotations.NullMarked
package io.tributary.transform;
