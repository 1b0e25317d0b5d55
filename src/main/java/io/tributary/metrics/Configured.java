package io.tributary.metrics;

import io.micrometer.core.instrument.Meter;
import java.util.Map;
import java.util.Set;

/**
 * The names of the configuration that are values of labels. Immutable.
 *
 * @param aggregates the backend of each part, by the path of the aggregate and the name of the part
 */
public record Configured(Set<String> backends, Map<String, Map<String, String>> aggregates) {
  /** Copies the names. */
  public Configured {
    backends = Set.copyOf(backends);
    aggregates = Map.copyOf(aggregates);
  }

  /** Whether a meter is about something else. */
  boolean lacks(Meter meter) {
    String aggregate = meter.getId().getTag("aggregate");
    String part = meter.getId().getTag("part");
    String backend = meter.getId().getTag("backend");
    if (aggregate == null) {
      return false; // those of backends are kept while connections are open
    }
    Map<String, String> parts = aggregates.get(aggregate);
    return parts == null || (part != null && !String.valueOf(backend).equals(parts.get(part)));
  }
}
