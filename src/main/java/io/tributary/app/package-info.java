/** The composition root: builds the object graph, starts, warms up and stops the service. */
@org.jspecify.annotations.NullMarked
package io.tributary.app;
