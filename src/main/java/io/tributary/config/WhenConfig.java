package io.tributary.config;

/**
 * Decides whether a part is called. Immutable.
 *
 * @param shown the expression as people see it, without credentials
 */
public record WhenConfig(Expression expression, String shown) {}
