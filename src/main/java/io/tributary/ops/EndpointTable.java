package io.tributary.ops;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the endpoint of a path. Immutable. */
final class EndpointTable {
  private static final String BELOW = "/*";

  private final Map<String, Endpoint> byPath;

  /** Creates the table. Throws {@link IllegalStateException} if two endpoints have one path. */
  EndpointTable(List<Endpoint> endpoints) {
    this.byPath = endpoints.stream().collect(toUnmodifiableMap(Endpoint::path, one -> one));
  }

  /** The endpoint of exactly this path, otherwise that of the longest path above. */
  Optional<Endpoint> find(String path) {
    Endpoint found = byPath.get(path);
    int end = path.length();
    while (found == null && end > 0) {
      end = path.lastIndexOf('/', end - 1);
      found = byPath.get(path.substring(0, Math.max(0, end)) + BELOW);
    }
    return Optional.ofNullable(found);
  }
}
