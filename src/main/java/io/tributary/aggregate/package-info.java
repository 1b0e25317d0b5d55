/**
 * The core: the plan of an aggregate, the gather that runs it, and the outcome of each part. Of
 * Vert.x it imports vertx-core only.
 */
@org.jspecify.annotations.NullMarked
package io.tributary.aggregate;
