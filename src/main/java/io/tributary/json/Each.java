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

  /** How a document fits the places, from the best to the worst. */
  public enum Fit {
    /** Every place is there. Null has no elements, as an empty array has none. */
    WHOLE,
    /** A place is not there. */
    GAP,
    /** Something is there that should have elements, and is neither an array nor null. */
    OTHER_TYPE
  }

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
   * @return how the document fits: as the worst of its places does
   */
  public Fit forEach(Slice document, Consumer<Slice> action) {
    return forEach(document, 0, action);
  }

  private Fit forEach(Slice value, int level, Consumer<Slice> action) {
    Optional<Slice> found = levels.get(level).find(value);
    if (found.isEmpty()) {
      return Fit.GAP;
    }
    if (level == levels.size() - 1) {
      action.accept(found.get());
      return Fit.WHOLE;
    }
    if (!found.get().isArray()) {
      return found.get().isNull() ? Fit.WHOLE : Fit.OTHER_TYPE;
    }
    ElementWalk elements = new ElementWalk(found.get());
    Fit worst = Fit.WHOLE;
    while (elements.next()) {
      Fit fit = forEach(elements.value(), level + 1, action);
      worst = fit.compareTo(worst) > 0 ? fit : worst;
    }
    return worst;
  }
}
