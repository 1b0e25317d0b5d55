/** Describes the public API of a configuration as an OpenAPI document. */
@NullMarked
package io.tributary.openapi;

import org.jspecify.annotations.NullMarked;
