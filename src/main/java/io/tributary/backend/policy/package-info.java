/** The policies that decorate a backend, one class each, and the pipeline that applies them. */
@org.jspecify.annotations.NullMarked
package io.tributary.backend.policy;
