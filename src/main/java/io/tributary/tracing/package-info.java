/**
 * Records spans of requests and exports them by OTLP. Only this package knows OpenTelemetry, and
 * none of its classes is loaded unless the environment turns tracing on.
 */
@org.jspecify.annotations.NullMarked
package io.tributary.tracing;
