package io.tributary.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.scope.Timeline.Attempt;
import io.tributary.scope.Timeline.Step;
import io.tributary.support.VirtualClock;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final SocketAddress PEER = InetSocketAddress.createUnresolved("users", 8081);

  private final VirtualClock clock = new VirtualClock();
  private final long start = clock.nanoTime();
  private final Timeline timeline = Timeline.on(clock);

  private void pass(long nanos) {
    clock.advance(Duration.ofNanos(nanos));
  }

  private Step step(Phase phase, long from, long to, int attempt) {
    return new Step(phase, start + from, start + to, attempt);
  }

  @Test
  void eachPhaseEndsWhenTheNextOneBegins() {
    timeline.begin(Phase.INPUTS);
    pass(5);
    timeline.awaitConnection();
    pass(10);
    timeline.connected(PEER, "HTTP/1.1", true);
    pass(20);
    timeline.responded(200);
    pass(30);
    timeline.begin(Phase.CHECK);
    pass(1);
    timeline.end();
    assertThat(timeline.steps())
        .containsExactly(
            step(Phase.INPUTS, 0, 5, 0),
            step(Phase.CONNECTION, 5, 15, 1),
            step(Phase.RESPONSE, 15, 35, 1),
            step(Phase.BODY, 35, 65, 1),
            step(Phase.CHECK, 65, 66, 1));
    assertThat(timeline.attempts()).containsExactly(new Attempt(1, PEER, "HTTP/1.1", true, 200));
  }

  @Test
  void theWaitForANewConnectionIsTheTimeToConnect() {
    timeline.awaitConnection();
    pass(7);
    timeline.connected(PEER, "HTTP/2", false);
    timeline.end();
    assertThat(timeline.steps().getFirst()).isEqualTo(step(Phase.CONNECTING, 0, 7, 1));
  }

  @Test
  void aSecondAttemptIsTheCallsToo() {
    timeline.awaitConnection();
    timeline.connected(PEER, "HTTP/1.1", true);
    pass(1);
    timeline.awaitConnection();
    timeline.connected(PEER, "HTTP/1.1", false);
    pass(2);
    timeline.responded(503);
    timeline.end();
    assertThat(timeline.attempts())
        .containsExactly(
            new Attempt(1, PEER, "HTTP/1.1", true, 0),
            new Attempt(2, PEER, "HTTP/1.1", false, 503));
    assertThat(timeline.steps()).contains(step(Phase.RESPONSE, 1, 3, 2));
  }

  @Test
  void whatEndedOnAnotherThreadBeganEarlier() {
    timeline.begin(Phase.WORKER);
    pass(10);
    timeline.beginAt(Phase.COMPUTING, clock.nanoTime() - 4);
    timeline.end();
    assertThat(timeline.steps())
        .containsExactly(step(Phase.WORKER, 0, 6, 0), step(Phase.COMPUTING, 6, 10, 0));
  }

  @Test
  void nothingIsKeptAfterTheEnd() {
    timeline.awaitConnection();
    timeline.end();
    timeline.connected(PEER, "HTTP/1.1", true);
    timeline.responded(200);
    timeline.end();
    assertThat(timeline.steps()).hasSize(1);
    assertThat(timeline.attempts()).isEmpty();
  }

  @Test
  void theNumberOfPhasesIsBounded() {
    for (int i = 0; i < 1000; i++) {
      timeline.awaitConnection();
      timeline.connected(PEER, "HTTP/1.1", true);
    }
    timeline.end();
    assertThat(timeline.steps()).hasSize(64);
    assertThat(timeline.attempts()).hasSize(64);
  }

  @Test
  void callsBeyondTheBoundAreCounted() {
    for (int i = 0; i < 100; i++) {
      Timeline call = timeline.call();
      long began = clock.nanoTime();
      pass(10);
      timeline.called(call, began, clock.nanoTime());
    }
    assertThat(timeline.calls()).hasSize(64);
    assertThat(timeline.unkept())
        .isEqualTo(new Timeline.Unkept(36, 360, start + 640, start + 1000));
  }

  @Test
  void aTimelineOfNothingKeepsNothing() {
    Timeline none = Timeline.NONE.branch();
    none.awaitConnection();
    none.connected(PEER, "HTTP/1.1", true);
    none.responded(200);
    none.end();
    assertThat(none).isSameAs(Timeline.NONE);
    assertThat(none.steps()).isEmpty();
    assertThat(none.attempts()).isEmpty();
  }

  @Test
  void aBranchKeepsItsOwnPhases() {
    Timeline branch = timeline.branch();
    branch.begin(Phase.BODY);
    branch.end();
    assertThat(branch.steps()).hasSize(1);
    assertThat(timeline.steps()).isEmpty();
  }
}
