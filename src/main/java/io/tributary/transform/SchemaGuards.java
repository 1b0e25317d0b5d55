package io.tributary.transform;

import io.tributary.aggregate.PartCall;
import io.tributary.config.BodySchema;
import io.tributary.config.Config;
import io.tributary.config.PartConfig;
import io.tributary.transform.schema.CompiledSchema;
import io.tributary.transform.schema.SchemaMistake;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Holds the bodies of parts to their schemas, each of which is compiled once for all event loops.
 * Immutable and thread-safe.
 */
public final class SchemaGuards {
  private final Map<BodySchema, CompiledSchema> compiled;
  private final Config.Transforms limits;
  private final Workers workers;
  private final SchemaObserver observer;

  /**
   * Compiles the schemas of a configuration, which has checked them. That takes milliseconds for
   * each, so not on an event loop.
   */
  public SchemaGuards(Config config, Workers workers, SchemaObserver observer) {
    Map<BodySchema, CompiledSchema> schemas = new HashMap<>();
    config.aggregates().stream()
        .flatMap(aggregate -> aggregate.parts().stream())
        .filter(part -> part.contract().checks())
        .flatMap(part -> part.schema().stream())
        .forEach(schema -> schemas.computeIfAbsent(schema, SchemaGuards::compile));
    this.compiled = Map.copyOf(schemas);
    this.limits = config.transforms();
    this.workers = workers;
    this.observer = observer;
  }

  private static CompiledSchema compile(BodySchema schema) {
    try {
      return CompiledSchema.of(schema.json());
    } catch (SchemaMistake unchecked) {
      throw new IllegalArgumentException(unchecked);
    }
  }

  /**
   * The call of a part, with a guard if its configuration has one.
   *
   * @param aggregate the path of its aggregate in the configuration
   */
  public PartCall around(PartCall call, String aggregate, PartConfig part) {
    if (!part.contract().checks()) {
      return call;
    }
    return new SchemaGuard(
        call,
        Objects.requireNonNull(compiled.get(part.schema().orElseThrow())),
        part.contract(),
        new SchemaObserver.Subject(aggregate, part.name(), part.backend()),
        limits,
        workers,
        observer);
  }
}
