package io.tributary.json;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The places of several values: one pointer into the document, then one into each element of the
 * array that it finds, and so on. Immutable.
 */
public final class Each {
  private final List<Pointer> levels;

  /**
   * Creates the places.
   *
   * @param levels at least one; each but the last leads to an array
   */
  public Each(List<Pointer> levels) {
    this.levels = List.copyOf(levels);
  }

  /**
   * Calls the action with each value that is there, in the order of the document.
   *
   * @return whether every level but the last had an array, null or nothing
   */
  public boolean forEach(Slice document, Consumer<Slice> action) {
    return forEach(document, 0, action);
  }

  private boolean forEach(Slice value, int level, Consumer<Slice> action) {
    Optional<Slice> found = levels.get(level).find(value);
    if (found.isEmpty()) {
      return true;
    }
    if (level == levels.size() - 1) {
      action.accept(found.get());
      return true;
    }
    if (!found.get().isArray()) {
      return found.get().isNull();
    }
    ElementWalk elements = new ElementWalk(found.get());
    boolean all = true;
    while (elements.next()) {
      all &= forEach(elements.value(), level + 1, action);
    }
    return all;
  }
}
