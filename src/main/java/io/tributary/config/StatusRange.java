package io.tributary.config;

/**
 * HTTP statuses from one to another, both included. Immutable.
 *
 * @param from the lowest
 * @param to the highest
 */
public record StatusRange(int from, int to) {}
