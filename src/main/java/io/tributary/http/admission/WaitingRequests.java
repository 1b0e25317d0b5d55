package io.tributary.http.admission;

import io.tributary.scope.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/**
 * The requests of one event loop that arrived while it had no place for them. Those of HTTP/1.1 are
 * not parsed yet. When a request ends, the newest one that waits is admitted: its client is most
 * likely to be there still, and what is admitted has hardly waited. The oldest one is refused when
 * too many wait, or after 10 ms. (Adaptive LIFO and controlled delay: Ben Maurer, "Fail at Scale",
 * ACM Queue 13/8, 2015.)
 *
 * <p>A few are refused each millisecond. An event loop with much else to do comes to it less often,
 * so that refusals take a small part of its time; one with little else to do refuses about as fast
 * as clients ask. Confined to its event loop.
 */
final class WaitingRequests {
  private static final long TICK = 1_000_000;
  private static final long MAX_WAIT = 10_000_000;
  private static final int REFUSALS = 32;

  /** So many requests may wait for each place: a few milliseconds of work. */
  private static final double PER_PLACE = 0.25;

  /** A request that waits. Exactly one of the two is called. */
  interface Held {
    /** Passes the request on, to be parsed and handled. */
    void admit();

    /** Refuses the request. */
    void refuse();
  }

  /** The places of the requests in flight. */
  interface Places {
    /** Whether there is one more place. */
    boolean isOpen();

    /** The number of places, free or taken. */
    int places();
  }

  private record Waiter(Held request, long since) {}

  /** Told when requests begin to wait and when none does any more. */
  @FunctionalInterface
  interface Waiting {
    void change(boolean begins);
  }

  private final Places places;
  private final Waiting waiting;
  private final Clock clock;
  private final Executor loop;
  private final Deque<Waiter> oldestFirst = new ArrayDeque<>();
  private boolean ticking;
  private boolean admitting;

  WaitingRequests(Places places, Waiting waiting, Clock clock, Executor loop) {
    this.places = places;
    this.waiting = waiting;
    this.clock = clock;
    this.loop = loop;
  }

  /** Adds a request that arrived now. */
  void add(Held request) {
    oldestFirst.add(new Waiter(request, clock.nanoTime()));
    tickLater();
  }

  /** The number of requests that wait. */
  int size() {
    return oldestFirst.size();
  }

  /** A request is over, so that another one may be admitted. */
  void placeIsFree() {
    if (!oldestFirst.isEmpty() && !admitting) {
      admitting = true;
      loop.execute(this::admit); // not at once, because the caller is in the middle of a request
    }
  }

  /** Refuses all that wait. */
  void refuseAll() {
    while (!oldestFirst.isEmpty()) {
      oldestFirst.removeFirst().request().refuse();
    }
  }

  private void admit() {
    admitting = false;
    long now = clock.nanoTime();
    while (!oldestFirst.isEmpty() && places.isOpen() && !isOverdue(oldestFirst.getLast(), now)) {
      oldestFirst.removeLast().request().admit();
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
    admit();
    long now = clock.nanoTime();
    int most = 1 + (int) (places.places() * PER_PLACE);
    for (int refused = 0; refused < REFUSALS && !oldestFirst.isEmpty(); refused++) {
      if (oldestFirst.size() <= most && !isOverdue(oldestFirst.getFirst(), now)) {
        break;
      }
      oldestFirst.removeFirst().request().refuse();
    }
    if (!oldestFirst.isEmpty()) {
      tickLater();
    }
  }

  private static boolean isOverdue(Waiter waiter, long now) {
    return now - waiter.since() >= MAX_WAIT;
  }
}
