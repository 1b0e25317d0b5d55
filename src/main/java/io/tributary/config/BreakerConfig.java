package io.tributary.config;

import java.time.Duration;

/**
 * When a backend's breaker opens. Immutable.
 *
 * @param failures failures in a row that open it
 * @param open how long it then stays open
 */
public record BreakerConfig(int failures, Duration open) {}
