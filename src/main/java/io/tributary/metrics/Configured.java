package io.tributary.metrics;

import io.micrometer.core.instrument.Meter;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of the configuration that are values of labels. Immutable.
 *
 * @param servers the addresses of the backends, each with its port after a colon
 * @param aggregates the backend of each part, by the path of the aggregate and the name of the part
 */
public record Configured(
    Set<String> backends, Set<String> servers, Map<String, Map<String, String>> aggregates) {
  /** Copies the names. */
  public Configured {
    backends = Set.copyOf(backends);
    servers = Set.copyOf(servers);
    aggregates = Map.copyOf(aggregates);
  }

  /** Whether a meter is about something else. Those of backends stay while connections are open. */
  boolean lacks(Meter meter) {
    Meter.Id id = meter.getId();
    return lacksPart(id.getTag("aggregate"), id.getTag("part"), id.getTag("backend"))
        || lacksServer(id.getTag("server.address"), id.getTag("server.port"))
        || lacksRoute(id.getTag("http.route"));
  }

  private boolean lacksPart(
      @Nullable String aggregate, @Nullable String part, @Nullable String backend) {
    if (aggregate == null) {
      return false;
    }
    Map<String, String> parts = aggregates.get(aggregate);
    return parts == null
        || (part != null && !parts.containsKey(part))
        || (backend != null && !backend.equals(parts.get(part)));
  }

  private boolean lacksServer(@Nullable String address, @Nullable String port) {
    return address != null && !servers.contains(address + ":" + port);
  }

  /** Whether no aggregate has this path. Requests to no aggregate have an empty one. */
  boolean lacksRoute(@Nullable String route) {
    return route != null && !route.isEmpty() && !aggregates.containsKey(route);
  }
}
