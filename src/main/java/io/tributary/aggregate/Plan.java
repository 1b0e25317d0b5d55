package io.tributary.aggregate;

import java.util.List;
import java.util.Optional;

/**
 * One aggregate: its route and its parts, in the order of the response. Immutable.
 *
 * @param route the public path, such as {@code /aggregate/customers/{userId}}
 * @param onPartial the 2xx status of a partial response
 * @param cacheControl the {@code Cache-Control} of a complete response; empty for {@code no-store}
 * @param vary the {@code Vary} of every response: the client headers that can change it; empty for
 *     none
 */
public record Plan(
    String route,
    List<Part> parts,
    Optional<TransformCall> transform,
    int onPartial,
    String cacheControl,
    String vary) {

  /** The index of a part. The configuration guarantees that the part exists. */
  int indexOf(String part) {
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).name().equals(part)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no such part: " + part);
  }
}
