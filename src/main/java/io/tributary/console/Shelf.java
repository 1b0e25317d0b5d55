package io.tributary.console;

import io.tributary.console.KeptRequests.Kept;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Requests of one kind, up to a count and a number of bytes. The least of them makes room for
 * others. Not thread-safe.
 */
final class Shelf {
  private final int most;
  private final int maxBytes;
  private final int perSecond;
  private final TreeSet<Kept> kept;
  private long second;
  private int inSecond;
  private int bytes;

  /**
   * Creates an empty shelf.
   *
   * @param perSecond the most that it takes in a second
   * @param order the least makes room first
   */
  Shelf(int most, int maxBytes, int perSecond, Comparator<Kept> order) {
    this.most = most;
    this.maxBytes = maxBytes;
    this.perSecond = perSecond;
    this.kept = new TreeSet<>(order.thenComparingLong(Kept::seq));
  }

  /** Whether one more can be put there in this second. It counts from now on. */
  boolean takes(long now) {
    if (now != second) {
      second = now;
      inSecond = 0;
    }
    return inSecond < perSecond && ++inSecond > 0;
  }

  boolean isFull() {
    return kept.size() == most;
  }

  Optional<Kept> least() {
    return kept.isEmpty() ? Optional.empty() : Optional.of(kept.first());
  }

  void put(Kept one) {
    kept.add(one);
    bytes += one.request().weight();
    while (kept.size() > most || bytes > maxBytes) {
      remove(kept.first());
    }
  }

  /** Removes those that ended before this second. */
  void forget(long before) {
    kept.stream().filter(one -> one.second() < before).toList().forEach(this::remove);
  }

  private void remove(Kept one) {
    kept.remove(one);
    bytes -= one.request().weight();
  }

  Collection<Kept> kept() {
    return kept;
  }

  /** About how many bytes it takes. */
  int bytes() {
    return bytes;
  }
}
