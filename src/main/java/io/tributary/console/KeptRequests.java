package io.tributary.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The requests that the page lists: the recent ones, and for longer the failed and the slowest
 * ones. Bounded in count and in bytes. Of a flood only some are kept. Not thread-safe.
 */
final class KeptRequests {
  /** What all of them take at most, in bytes: the sum of the shelves. */
  static final int MAX_BYTES = 4 * 1024 * 1024;

  private static final long SLOW_FOR_SECONDS = 600;

  private final Shelf recent =
      new Shelf(200, MAX_BYTES / 2, 80, Comparator.comparingLong(Kept::seq));
  private final Shelf failed =
      new Shelf(50, MAX_BYTES / 4, 20, Comparator.comparingLong(Kept::seq));
  private final Shelf slow =
      new Shelf(
          50, MAX_BYTES / 4, 20, Comparator.comparingLong((Kept kept) -> kept.request().nanos()));
  private long seq;

  /** Why a request is kept. */
  enum As {
    RECENT("recent"),
    SLOW("slow"),
    FAILED("failed");

    private final String code;

    As(String code) {
      this.code = code;
    }

    /** The code on the page. */
    String code() {
      return code;
    }
  }

  /**
   * A kept request.
   *
   * @param seq counts them
   * @param second when it ended
   */
  record Kept(long seq, As as, long second, FinishedRequest request) {}

  /**
   * Why to keep a request that has just ended; empty if it is not to be kept.
   *
   * @param median of the last minutes, in nanoseconds. What takes twice as long can be slow
   * @param timed whether its phases are known. Of the others only slow and failed ones are kept
   */
  Optional<As> choose(Ending ending, long nanos, long second, long median, boolean timed) {
    if (ending == Ending.FAILED || ending == Ending.PARTIAL) {
      return failed.takes(second) ? Optional.of(As.FAILED) : Optional.empty();
    }
    if (ending == Ending.COMPLETE && median > 0 && nanos >= 2 * median && isSlow(nanos, second)) {
      return Optional.of(As.SLOW);
    }
    return timed && recent.takes(second) ? Optional.of(As.RECENT) : Optional.empty();
  }

  private boolean isSlow(long nanos, long second) {
    slow.forget(second - SLOW_FOR_SECONDS);
    boolean ranks =
        !slow.isFull() || slow.least().filter(kept -> kept.request().nanos() < nanos).isPresent();
    return ranks && slow.takes(second);
  }

  void keep(As as, long second, FinishedRequest request) {
    Kept kept = new Kept(++seq, as, second, request);
    switch (as) {
      case RECENT -> recent.put(kept);
      case SLOW -> slow.put(kept);
      case FAILED -> failed.put(kept);
    }
  }

  /** Those that came after this one, newest first. */
  List<Kept> since(long last, long second) {
    slow.forget(second - SLOW_FOR_SECONDS);
    List<Kept> all = new ArrayList<>();
    Stream.of(recent, failed, slow)
        .forEach(
            shelf -> shelf.kept().stream().filter(kept -> kept.seq() > last).forEach(all::add));
    all.sort(Comparator.comparingLong(Kept::seq).reversed());
    return all;
  }

  /** The number of the newest one that was kept; 0 if there was none. */
  long lastSeq() {
    return seq;
  }

  /** The number of the newest request with this id. */
  OptionalLong seqOf(String requestId) {
    return since(0, Long.MIN_VALUE + SLOW_FOR_SECONDS).stream()
        .filter(kept -> kept.request().requestId().equals(requestId))
        .mapToLong(Kept::seq)
        .findFirst();
  }
}
