package io.tributary.aggregate;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;

/**
 * What one request brings: everything a part's call may be made of. Not to be changed once built.
 *
 * @param path the aggregate's path parameters, decoded
 * @param query the client's query parameters, decoded
 * @param computed values computed from other parts, by name; a value is a list when it came from an
 *     array
 * @param headers the client's headers; a part sees those on its allow-list only
 * @param client who asks
 */
public record Inputs(
    Map<String, String> path,
    MultiMap query,
    Map<String, List<String>> computed,
    MultiMap headers,
    Client client) {

  /** The same inputs with values computed from other parts. */
  public Inputs with(Map<String, List<String>> values) {
    return new Inputs(path, query, values, headers, client);
  }
}
