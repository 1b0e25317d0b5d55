package io.tributary.config;

/**
 * Several calls of a part, each with a share of a long list of values. Immutable.
 *
 * @param chunk the most values of one call
 * @param maxItems the most values
 */
public record ChunkConfig(int chunk, int maxItems) {}
