package io.tributary.config;

/**
 * Decides whether a part is called, or whether its body means that it has failed. Immutable.
 *
 * @param shown the expression as people see it, without credentials
 */
public record ConditionConfig(Expression expression, String shown) {}
