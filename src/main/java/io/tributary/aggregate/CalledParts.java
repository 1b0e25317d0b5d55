package io.tributary.aggregate;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the parts that are called for those that a client chooses. Stateless. */
public final class CalledParts {
  private CalledParts() {}

  /**
   * The chosen parts and all that they need, directly or not.
   *
   * @param needs the names of the parts that each part needs, by its name
   */
  public static Set<String> of(Set<String> chosen, Map<String, List<String>> needs) {
    Set<String> called = new HashSet<>(chosen);
    int before;
    do {
      before = called.size();
      needs.forEach(
          (part, needed) -> {
            if (called.contains(part)) {
              called.addAll(needed);
            }
          });
    } while (called.size() > before);
    return called;
  }
}
