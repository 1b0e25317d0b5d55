/**
 * The only package that knows Micrometer: the core's metrics port, written to a Prometheus
 * registry.
 */
@org.jspecify.annotations.NullMarked
package io.tributary.metrics;
