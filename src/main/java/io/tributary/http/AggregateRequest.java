package io.tributary.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a request asks of an aggregate. Immutable, provided that the values are not modified.
 *
 * @param values those of the inputs, by name; a name without values is not in the map
 * @param parts the names of the parts that the client chooses; empty if it wants all
 * @param time the longest that the response may take; zero if the request had expired on arrival
 * @param stream how the parts are sent as they settle; empty if the client wants all at once
 */
public record AggregateRequest(
    Map<String, List<String>> values,
    Optional<Set<String>> parts,
    Duration time,
    Optional<StreamFormat> stream) {

  /** The problem of a request that had expired on arrival. */
  Optional<Problem> expired() {
    return time.isZero()
        ? Optional.of(Problem.of(504, "the request had already expired on arrival"))
        : Optional.empty();
  }
}
