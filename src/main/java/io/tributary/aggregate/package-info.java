/**
 * The core: the plan of an aggregate, the gather that fills it, and what became of each part.
 * Imports vertx-core only.
 */
@org.jspecify.annotations.NullMarked
package io.tributary.aggregate;
