package io.tributary.config;

/**
 * How responses are compressed. Immutable.
 *
 * @param minimum bytes from which a body is compressed
 */
public record CompressionConfig(int minimum) {}
