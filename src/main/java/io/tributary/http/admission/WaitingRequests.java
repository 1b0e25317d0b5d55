package io.tributary.http.admission;

import io.tributary.scope.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/**
 * The requests of one event loop that arrived while it had no place for them, before anything of
 * them is parsed. When a request ends, the newest one that waits is admitted: its client is most
 * likely to be there still, and what is admitted has hardly waited. The oldest one is refused when
 * too many wait, or after 10 ms. (Adaptive LIFO and controlled delay: Ben Maurer, "Fail at Scale",
 * ACM Queue 13/8, 2015.)
 *
 * <p>At most 20,000 a second are refused, which takes about a fifth of the event loop's time. If
 * that is not enough, the others wait longer, and their connections are not read. Confined to its
 * event loop.
 */
final class WaitingRequests {
  private static final long TICK = 5_000_000;
  private static final long MAX_WAIT = 10_000_000;
  private static final int MOST_REFUSALS = 100;

  /** So many requests may wait for each place: a few milliseconds of work. */
  private static final double PER_PLACE = 0.25;

  /** Told when requests begin to wait and when none does any more. */
  @FunctionalInterface
  interface Waiting {
    void change(boolean begins);
  }

  private final Admission admission;
  private final Waiting waiting;
  private final Clock clock;
  private final Executor loop;
  private final Deque<AdmissionGate> oldestFirst = new ArrayDeque<>();
  private boolean ticking;
  private boolean admitting;

  /** The requests that may still be refused before the next tick. */
  private int refusals = MOST_REFUSALS;

  WaitingRequests(Admission admission, Waiting waiting, Clock clock, Executor loop) {
    this.admission = admission;
    this.waiting = waiting;
    this.clock = clock;
    this.loop = loop;
  }

  /** Adds the request that a connection holds. */
  void add(AdmissionGate gate) {
    gate.waitsSince(clock.nanoTime());
    oldestFirst.add(gate);
    if (oldestFirst.size() > 1 + admission.places() * PER_PLACE && refusals > 0) {
      refuseOldest();
    }
    tickLater();
  }

  /** A request is over, so that another one may be admitted. */
  void placeIsFree() {
    if (!oldestFirst.isEmpty() && !admitting) {
      admitting = true;
      loop.execute(this::admit); // not at once, because the caller is in the middle of a request
    }
  }

  private void admit() {
    admitting = false;
    while (!oldestFirst.isEmpty() && admission.isOpen()) {
      oldestFirst.removeLast().admit();
    }
  }

  private void tickLater() {
    if (!ticking) {
      ticking = true;
      waiting.change(true);
      Clock.Timer _ = clock.after(TICK, this::tick);
    }
  }

  private void tick() {
    ticking = false;
    waiting.change(false);
    refusals = MOST_REFUSALS;
    admit();
    long now = clock.nanoTime();
    while (!oldestFirst.isEmpty()
        && now - oldestFirst.getFirst().waitingSince() >= MAX_WAIT
        && refusals > 0) {
      refuseOldest();
    }
    if (!oldestFirst.isEmpty()) {
      tickLater();
    }
  }

  private void refuseOldest() {
    refusals--;
    oldestFirst.removeFirst().refuse();
  }
}
