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

  /** Bodies of the part are checked. Its counters begin at zero, so that the first one shows. */
  public void checks(String aggregate, String part, String backend) {
    Counter _ = mismatches(aggregate, part, backend);
    Counter _ = notChecked(aggregate, part, backend);
  }

  /** A body does not fit. */
  public void mismatched(String aggregate, String part, String backend) {
    mismatches(aggregate, part, backend).increment();
  }

  /** A body could not be checked. */
  public void unchecked(String aggregate, String part, String backend) {
    notChecked(aggregate, part, backend).increment();
  }

  private Counter mismatches(String aggregate, String part, String backend) {
    return counter(
        "tributary.schema.mismatches",
        "Bodies that break a rule of their schema",
        aggregate,
        part,
        backend);
  }

  private Counter notChecked(String aggregate, String part, String backend) {
    return counter(
        "tributary.schema.unchecked",
        "Bodies that could not be checked against their schema",
        aggregate,
        part,
        backend);
  }

  private Counter counter(String name, String help, String aggregate, String part, String backend) {
    return Counter.builder(name)
        .description(help)
        .tags(Tags.of("aggregate", aggregate, "part", part, "backend", backend))
        .register(registry);
  }
}
