package io.tributary.config;

import java.time.Duration;

/**
 * When the circuit breaker of a backend opens. Immutable.
 *
 * @param failures consecutive failures that open it
 * @param open how long it stays open before a trial call
 */
public record BreakerConfig(int failures, Duration open) {}
