package io.tributary.aggregate;

/**
 * Where the calls of a part go, for observers. Immutable.
 *
 * @param host a name or an address, without brackets
 * @param template the path, with names in braces for values; without a query
 */
public record Callee(String method, String host, int port, String template) {}
