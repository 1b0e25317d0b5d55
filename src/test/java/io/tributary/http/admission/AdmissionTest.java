package io.tributary.http.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.scope.ByteBudget;
import io.tributary.support.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Defects A1 and A6: which requests have a place, and until when. */
class AdmissionTest {
  private static final int MAX = 100;

  private final Latencies latencies = new Latencies();
  private final VirtualClock clock = new VirtualClock();
  private final AdmissionLimit limit = new AdmissionLimit(MAX);
  private final Admission admission =
      new Admission(
          limit,
          ByteBudget.UNLIMITED,
          new Refusals(_ -> {}, () -> false, OriginHeaders.NONE),
          clock,
          task -> {
            throw new AssertionError("no request waits");
          });

  private Admission.Place enter() {
    return Objects.requireNonNull(admission.enter(clock.nanoTime()));
  }

  /** Lets so many requests be served, each after 20 ms of waiting for backends. */
  private List<Admission.Place> served(int requests) {
    List<Admission.Place> places = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      Admission.Place place = enter();
      clock.advance(Duration.ofMillis(20));
      place.served(Served.COMPLETE, latencies);
      places.add(place);
    }
    return places;
  }

  @Test
  void a6CountsEachRequestOnceHoweverItEnds() {
    Admission.Place complete = enter();
    Admission.Place failed = enter();
    assertThat(limit.inFlight()).isEqualTo(2);
    complete.served(Served.COMPLETE, latencies);
    complete.leave();
    failed.leave();
    assertThat(limit.inFlight()).isZero();
    for (int i = 0; i < MAX; i++) {
      enter();
    }
    assertThat(admission.enter(clock.nanoTime())).isNull();
  }

  @Test
  void a1ClientsThatReadSlowlyDoNotLowerTheLimit() {
    served(60).forEach(Admission.Place::leave);
    for (int round = 0; round < 10; round++) {
      List<Admission.Place> slow = served(60);
      clock.advance(Duration.ofSeconds(20));
      slow.forEach(Admission.Place::leave);
    }
    assertThat(admission.places()).isEqualTo(MAX);
  }

  @Test
  void a1ClientsThatReadSlowlyHoldNoPlaceOfTheEventLoop() {
    overload();
    List<Admission.Place> slow = served(admission.places());
    assertThat(admission.isOpen()).isTrue();
    slow.forEach(Admission.Place::leave);
    assertThat(limit.inFlight()).isZero();
  }

  @Test
  void a1MaxInFlightCountsRequestsUntilTheirResponsesAreWritten() {
    List<Admission.Place> slow = served(MAX);
    assertThat(admission.isOpen()).isFalse();
    slow.getFirst().leave();
    assertThat(admission.isOpen()).isTrue();
  }

  @Test
  void a6SaysHowManyMayBeInFlight() {
    assertThat(limit.places()).isEqualTo(MAX);
    overload();
    assertThat(limit.places()).isEqualTo(admission.places()).isLessThan(MAX);
  }

  /** Lets as many requests in as may be, each of which waits for all before it. */
  private void overload() {
    served(20).forEach(Admission.Place::leave);
    for (int i = 0; i < 50; i++) {
      List<Admission.Place> together = new ArrayList<>();
      while (admission.isOpen()) {
        together.add(enter());
      }
      for (Admission.Place place : together) {
        clock.advance(Duration.ofMillis(5));
        place.served(Served.COMPLETE, latencies);
        place.leave();
      }
    }
  }
}
