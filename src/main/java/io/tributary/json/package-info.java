/**
 * JSON as bytes: checked without a tree, written without a generator.
 *
 * <p>{@link io.tributary.json.JsonCheck} says whether a body may be copied into an answer as it is;
 * {@link io.tributary.json.JsonText} writes our own texts beside it. Nothing here knows Vert.x,
 * Jackson or the rest of Tributary.
 */
@org.jspecify.annotations.NullMarked
package io.tributary.json;
