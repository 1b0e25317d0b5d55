/**
 * JSON as bytes, without a tree.
 *
 * <p>{@link io.tributary.json.JsonCheck} checks whether a body may be copied unchanged into a
 * response. {@link io.tributary.json.JsonText} encodes texts of this service. This package does not
 * depend on Vert.x, Jackson or the rest of Tributary.
 */
@org.jspecify.annotations.NullMarked
package io.tributary.json;
