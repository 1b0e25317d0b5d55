package io.tributary.config;

import java.util.BitSet;

/** The response statuses of a part that count as success. Immutable; compared by value. */
public final class AcceptedStatuses {
  private static final AcceptedStatuses NONE = new AcceptedStatuses(new BitSet());

  private final BitSet statuses;

  private AcceptedStatuses(BitSet statuses) {
    this.statuses = statuses;
  }

  /** Accepts no status. The start for {@link #and}. */
  public static AcceptedStatuses none() {
    return NONE;
  }

  /** Accepts 200 to 299. */
  public static AcceptedStatuses successful() {
    return NONE.and(200, 299);
  }

  /** Accepts these statuses and the range from {@code first} to {@code last}, both included. */
  public AcceptedStatuses and(int first, int last) {
    BitSet more = new BitSet(600);
    more.or(statuses);
    more.set(first, last + 1);
    return new AcceptedStatuses(more);
  }

  public boolean accepts(int status) {
    return statuses.get(status);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AcceptedStatuses that && statuses.equals(that.statuses);
  }

  @Override
  public int hashCode() {
    return statuses.hashCode();
  }

  /** The ranges in ascending order: {@code 200-299, 404}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int from = statuses.nextSetBit(0); from >= 0; ) {
      int to = statuses.nextClearBit(from) - 1;
      text.append(text.isEmpty() ? "" : ", ").append(from).append(to > from ? "-" + to : "");
      from = statuses.nextSetBit(to + 1);
    }
    return text.toString();
  }
}
