/** The policies around a backend's calls, one class each, and the pipeline that lists them. */
@org.jspecify.annotations.NullMarked
package io.tributary.backend.policy;
