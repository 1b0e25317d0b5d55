package io.tributary.config;

/**
 * The JSON Schema that describes the body of a part. Immutable.
 *
 * @param name that of the file without its extension
 * @param json an object or a boolean; its references are to places in itself
 */
public record BodySchema(String name, String json) {}
