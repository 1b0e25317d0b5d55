package io.tributary.aggregate;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;

/**
 * The values of a client's request from which part calls are made. Must not be modified after
 * construction.
 *
 * @param path the aggregate's path parameters, decoded
 * @param query the client's query parameters, decoded; names are case-sensitive
 * @param computed values computed from other parts, by name; a value is a list when it came from an
 *     array
 * @param headers the client's headers; a part forwards only those on its allow-list
 * @param client the client of the request
 */
public record Inputs(
    Map<String, String> path,
    Map<String, List<String>> query,
    Map<String, List<String>> computed,
    MultiMap headers,
    Client client) {

  /** The same inputs with values computed from other parts. */
  public Inputs with(Map<String, List<String>> values) {
    return new Inputs(path, query, values, headers, client);
  }
}
