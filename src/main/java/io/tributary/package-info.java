/** The composition root: the command line, the object graph and the life of the process. */
@org.jspecify.annotations.NullMarked
package io.tributary;
