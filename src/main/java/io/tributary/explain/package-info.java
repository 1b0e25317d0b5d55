/** Explains what the service would do with a request, without doing it. */
@NullMarked
package io.tributary.explain;

import org.jspecify.annotations.NullMarked;
