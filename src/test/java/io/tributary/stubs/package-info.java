/** The stub backends for a developer's machine, and the recorder that makes new ones. */
@NullMarked
package io.tributary.stubs;

import org.jspecify.annotations.NullMarked;
