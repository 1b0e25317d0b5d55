package io.tributary.http.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.VirtualClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Defect A6: what becomes of the requests that arrive while there is no place for them. */
class WaitingRequestsTest {
  private final VirtualClock clock = new VirtualClock();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final List<Integer> admitted = new ArrayList<>();
  private final List<Integer> refused = new ArrayList<>();
  private int free;
  private int places = 1000;
  private int overloaded;

  private final WaitingRequests waiting =
      new WaitingRequests(
          new WaitingRequests.Places() {
            @Override
            public boolean isOpen() {
              return free > 0;
            }

            @Override
            public int places() {
              return places;
            }
          },
          begins -> overloaded += begins ? 1 : -1,
          clock,
          tasks::add);

  private void arrive(int number) {
    waiting.add(
        new WaitingRequests.Held() {
          @Override
          public void admit() {
            free--;
            admitted.add(number);
          }

          @Override
          public void refuse() {
            refused.add(number);
          }
        });
  }

  private void arrive(int first, int last) {
    IntStream.rangeClosed(first, last).forEach(this::arrive);
  }

  private void pass(long millis) {
    clock.advance(Duration.ofMillis(millis));
  }

  private void free(int number) {
    free += number;
    waiting.placeIsFree();
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  @AfterEach
  void nothingIsLeftAfterASecond() {
    pass(1000);
    assertThat(clock.timers()).isZero();
    assertThat(overloaded).isZero();
  }

  @Test
  void a6AdmitsTheNewestFirst() {
    arrive(1, 3);
    free(2);
    assertThat(admitted).containsExactly(3, 2);
    assertThat(refused).isEmpty();
  }

  @Test
  void a6AdmitsThoseThatWaitWhenAPlaceIsFreeWithoutAWord() {
    arrive(1);
    free = 1;
    pass(1);
    assertThat(admitted).containsExactly(1);
  }

  @Test
  void a6RefusesTheOldestAfterTenMilliseconds() {
    arrive(1);
    pass(5);
    arrive(2);
    pass(4);
    assertThat(refused).isEmpty();
    pass(1);
    assertThat(refused).containsExactly(1);
    pass(5);
    assertThat(refused).containsExactly(1, 2);
  }

  @Test
  void a6RefusesTheOldestWhenTooManyWaitForAFewPlaces() {
    places = 8;
    arrive(1, 10);
    pass(1);
    assertThat(refused).containsExactly(1, 2, 3, 4, 5, 6, 7);
  }

  @Test
  void a6RefusesAFewEachMillisecond() {
    places = 0;
    arrive(1, 1001);
    pass(1);
    assertThat(refused).hasSize(32).startsWith(1, 2);
    pass(9);
    assertThat(refused).hasSize(320);
  }

  @Test
  void a6AdmitsNoRequestThatHasWaitedForLong() {
    arrive(1, 1000);
    pass(12);
    assertThat(refused).hasSizeBetween(32, 900);
    arrive(2000);
    free(1000);
    assertThat(admitted).containsExactly(2000);
    pass(100);
    assertThat(refused).hasSize(1000);
  }

  @Test
  void noRequestIsLostWhenTheServerStops() {
    places = 0;
    arrive(1, 100);
    waiting.refuseAll();
    assertThat(refused).hasSize(100);
    pass(1);
    assertThat(refused).hasSize(100);
  }

  @Test
  void a6SaysThatItIsOverloadedWhileRequestsWait() {
    arrive(1, 2);
    assertThat(overloaded).isOne();
    free(2);
    pass(1);
    assertThat(overloaded).isZero();
  }
}
