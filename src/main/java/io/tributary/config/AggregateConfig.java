package io.tributary.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One public route and the parts that make up its answer. Immutable.
 *
 * @param path literal segments and {@code {name}} parameters
 * @param parts at least one, in the order of the file, without cycles in what they need
 * @param transform a file relative to the configuration file, or {@code java:NAME}
 * @param onPartial the status of a response that lacks optional parts: a 2xx that allows a body
 * @param cacheControl the {@code Cache-Control} header of complete responses
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

  /** A copy whose parts all have this timeout. */
  public AggregateConfig withTimeouts(Duration timeout) {
    return new AggregateConfig(
        path,
        parts.stream().map(part -> part.withTimeout(timeout)).toList(),
        transform,
        onPartial,
        cacheControl);
  }

  /** The names of the client headers that its parts forward, each once, ignoring case. */
  public Set<String> forwardedHeaders() {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    parts.forEach(part -> names.addAll(part.forward()));
    return names;
  }
}
