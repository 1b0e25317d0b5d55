package io.tributary.config;

import java.util.List;
import java.util.Optional;

/**
 * One public route and the parts that make up its answer. Immutable.
 *
 * @param path literal segments and {@code {name}} parameters
 * @param parts at least one, in the order of the file, their needs free of cycles
 * @param transform a file relative to the configuration file, or {@code java:NAME}
 * @param onPartial the status of an answer that lacks optional parts: 2xx with a body
 * @param cacheControl the value of {@code Cache-Control} on complete answers
 */
public record AggregateConfig(
    String path,
    List<PartConfig> parts,
    Optional<String> transform,
    int onPartial,
    Optional<String> cacheControl) {

  public AggregateConfig {
    parts = List.copyOf(parts);
  }
}
