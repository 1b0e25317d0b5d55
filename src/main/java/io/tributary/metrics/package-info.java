/**
 * The metrics, in a Prometheus registry. Only this package and {@code io.tributary.app} import
 * Micrometer.
 */
@org.jspecify.annotations.NullMarked
package io.tributary.metrics;
