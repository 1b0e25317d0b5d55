package io.tributary.aggregate;

/**
 * The parts of one gather that are called on demand and that no part has asked for yet. Confined to
 * the event loop of the gather.
 */
final class DormantParts {
  private static final DormantParts NONE = new DormantParts(new boolean[0]);

  private final boolean[] dormant;

  private DormantParts(boolean[] dormant) {
    this.dormant = dormant;
  }

  /** All parts of the plan that are called on demand. Costs nothing if there are none. */
  static DormantParts of(Plan plan) {
    DormantParts parts = NONE;
    for (int i = 0; i < plan.parts().size(); i++) {
      if (plan.parts().get(i).onDemand()) {
        parts = parts == NONE ? new DormantParts(new boolean[plan.parts().size()]) : parts;
        parts.dormant[i] = true;
      }
    }
    return parts;
  }

  /** Whether the plan has no part that is called on demand. */
  boolean none() {
    return dormant.length == 0;
  }

  boolean has(int index) {
    return dormant.length > 0 && dormant[index];
  }

  /** The part is asked for, or never will be. */
  void remove(int index) {
    dormant[index] = false;
  }

  /**
   * A part that nobody can ask for any more, if nothing is under way; -1 if there is none. It is
   * one whose askers have settled, if there is such a one.
   */
  int next(Plan plan, SettledParts settled) {
    int first = -1;
    for (int i = 0; i < dormant.length; i++) {
      if (dormant[i] && !isAskedBySomeOf(plan, settled, plan.parts().get(i).name())) {
        return i;
      }
      first = dormant[i] && first < 0 ? i : first;
    }
    return first;
  }

  private static boolean isAskedBySomeOf(Plan plan, SettledParts settled, String name) {
    for (int i = 0; i < plan.parts().size(); i++) {
      Part part = plan.parts().get(i);
      boolean asks =
          part.fallback().filter(name::equals).isPresent()
              || (part.onDemand() && part.needs().contains(name));
      if (asks && !settled.has(i)) {
        return true;
      }
    }
    return false;
  }
}
