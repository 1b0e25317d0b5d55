package io.tributary.aggregate;

import java.util.List;
import java.util.Optional;

/**
 * One aggregate: its route and the parts that make up its answer, in the order of the answer.
 * Immutable.
 *
 * @param route the public path, such as {@code /aggregate/customers/{userId}}
 * @param onPartial the 2xx status of a partial answer
 * @param cacheControl the {@code Cache-Control} of a complete answer
 */
public record Plan(
    String route,
    List<Part> parts,
    Optional<TransformCall> transform,
    int onPartial,
    String cacheControl) {

  /** Where a part stands in the answer. The configuration has checked that it exists. */
  int indexOf(String part) {
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).name().equals(part)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no part is called " + part);
  }
}
