package io.tributary.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/** The bodies that were held to the schemas of their parts. Thread-safe. */
public final class SchemaMeters {
  private final MeterRegistry registry;

  SchemaMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** A body does not fit. */
  public void mismatched(String aggregate, String part, String backend) {
    count(
        "tributary.schema.mismatches",
        "Bodies that break a rule of their schema",
        aggregate,
        part,
        backend);
  }

  /** A body could not be checked. */
  public void unchecked(String aggregate, String part, String backend) {
    count(
        "tributary.schema.unchecked",
        "Bodies that could not be checked against their schema",
        aggregate,
        part,
        backend);
  }

  private void count(String name, String help, String aggregate, String part, String backend) {
    Counter.builder(name)
        .description(help)
        .tags(Tags.of("aggregate", aggregate, "part", part, "backend", backend))
        .register(registry)
        .increment();
  }
}
