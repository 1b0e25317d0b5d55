package io.tributary.http.admission;

import io.tributary.scope.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/**
 * The requests of one event loop that arrived while it had no place for them, before anything of
 * them is parsed. When a request ends, the newest one that waits is admitted: its client is most
 * likely to be there still, and what is admitted has hardly waited. One that has waited for 10 ms
 * is refused, the oldest first. Refusing has at most a twentieth of the event loop's time. If that
 * is not enough, the others wait, and their connections are not read. (Adaptive LIFO and controlled
 * delay: Ben Maurer, "Fail at Scale", ACM Queue 13/8, 2015.) Confined to its event loop.
 */
final class WaitingRequests {
  private static final long TICK = 5_000_000;
  private static final long MAX_WAIT = 10_000_000;
  private static final int SHARE = 20;

  private final Admission admission;
  private final Clock clock;
  private final Executor loop;
  private final Deque<AdmissionGate> oldestFirst = new ArrayDeque<>();
  private boolean ticking;
  private boolean admitting;
  private long lastTick;

  WaitingRequests(Admission admission, Clock clock, Executor loop) {
    this.admission = admission;
    this.clock = clock;
    this.loop = loop;
  }

  /** Adds the request that a connection holds. */
  void add(AdmissionGate gate) {
    long now = clock.nanoTime();
    gate.waitsSince(now);
    oldestFirst.add(gate);
    if (!ticking) {
      lastTick = now;
      tickLater();
    }
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
    ticking = true;
    Clock.Timer _ = clock.after(TICK, this::tick);
  }

  private void tick() {
    ticking = false;
    admit();
    refuse();
    if (!oldestFirst.isEmpty()) {
      tickLater();
    }
  }

  private void refuse() {
    long now = clock.nanoTime();
    long enough = now + (now - lastTick) / SHARE;
    lastTick = now;
    long old = now - MAX_WAIT;
    while (!oldestFirst.isEmpty()
        && oldestFirst.getFirst().waitingSince() - old <= 0
        && clock.nanoTime() - enough < 0) {
      oldestFirst.removeFirst().refuse();
    }
  }
}
