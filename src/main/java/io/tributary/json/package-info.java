/**
 * JSON as bytes: checked without a tree, written without a generator.
 *
 * <p>{@link io.tributary.json.JsonCheck} says whether a body may be copied unchanged into a
 * response; {@link io.tributary.json.JsonText} writes our own texts. This package does not depend
 * on Vert.x, Jackson or the rest of Tributary.
 */
@org.jspecify.annotations.NullMarked
package io.tributary.json;
