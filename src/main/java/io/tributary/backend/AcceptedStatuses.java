package io.tributary.backend;

import java.util.BitSet;

/** The final statuses of a part that count as success. Immutable. */
public final class AcceptedStatuses {
  private final BitSet statuses = new BitSet(600);

  /** None yet. */
  public AcceptedStatuses() {}

  /** These and a range more, both ends included. */
  public AcceptedStatuses and(int from, int to) {
    AcceptedStatuses more = new AcceptedStatuses();
    more.statuses.or(statuses);
    more.statuses.set(from, to + 1);
    return more;
  }

  public boolean accepts(int status) {
    return statuses.get(status);
  }
}
