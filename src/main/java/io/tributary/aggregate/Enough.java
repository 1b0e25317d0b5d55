package io.tributary.aggregate;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A group of parts of which some are enough: when so many have succeeded, the others are not
 * awaited. No other part waits for one of them. Immutable.
 *
 * @param of the names of the parts
 * @param count fewer than there are
 */
public record Enough(List<String> of, int count) {
  public Enough {
    of = List.copyOf(of);
  }

  /** What is left of the group if only these parts are called: nothing if all of it is awaited. */
  Optional<Enough> among(Set<String> parts) {
    List<String> left = of.stream().filter(parts::contains).toList();
    return left.size() > count ? Optional.of(new Enough(left, count)) : Optional.empty();
  }

  /** Whether so many have succeeded. */
  boolean isReached(List<PartResult> results) {
    int succeeded = 0;
    for (PartResult result : results) {
      if (result.succeeded() && of.contains(result.part().name())) {
        succeeded++;
      }
    }
    return succeeded >= count;
  }
}
