package io.tributary.aggregate;

/**
 * Counts the successes of one gather in the group of which some are enough. Confined to the event
 * loop of the gather.
 */
final class EnoughParts {
  private static final EnoughParts NONE = new EnoughParts(new boolean[0], 0);

  private final boolean[] members;
  private int missing;

  private EnoughParts(boolean[] members, int missing) {
    this.members = members;
    this.missing = missing;
  }

  /** The group of the plan. Costs nothing if there is none. */
  static EnoughParts of(Plan plan) {
    if (plan.enough().isEmpty()) {
      return NONE;
    }
    Enough enough = plan.enough().get();
    boolean[] members = new boolean[plan.parts().size()];
    enough.of().forEach(part -> members[plan.indexOf(part)] = true);
    return new EnoughParts(members, enough.count());
  }

  /** Whether the plan has such a group. */
  boolean isPresent() {
    return members.length > 0;
  }

  boolean has(int index) {
    return members[index];
  }

  /** A part has settled. Returns whether there are enough now, and were not before. */
  boolean isReachedBy(PartResult part, int index) {
    return members[index] && part.succeeded() && --missing == 0;
  }
}
