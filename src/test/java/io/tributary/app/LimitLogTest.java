package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.server.Cut;
import io.tributary.support.RecordedLogs;
import io.tributary.support.Requests;
import io.tributary.support.VirtualClock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LimitLogTest {
  private static final String REFUSED =
      "Requests are refused: more are in flight than can be served in time";

  private final VirtualClock clock = new VirtualClock();
  private final RecordedLogs logs = new RecordedLogs();
  private final LimitLog log =
      new LimitLog(
          backend -> backend + " at users.test:81",
          clock::nanoTime,
          (after, task) -> {
            var _ = clock.after(after.toNanos(), task);
          });

  @AfterEach
  void close() {
    logs.close();
  }

  @Test
  void aLimitThatIsReachedOftenTakesOneLine() {
    for (int i = 0; i < 1000; i++) {
      log.requestRefused();
      clock.advance(Duration.ofMillis(20));
    }
    assertThat(logs.lines()).containsExactly("WARN " + REFUSED);
  }

  @Test
  void anotherLineSaysThatItIsOver() {
    log.requestRefused();
    clock.advance(Duration.ofSeconds(4));
    log.requestRefused();
    clock.advance(Duration.ofSeconds(9));
    assertThat(logs.lines()).hasSize(1);
    clock.advance(Duration.ofSeconds(2));
    assertThat(logs.lines()).hasSize(2);
    assertThat(logs.lines().getLast())
        .isEqualTo("INFO No longer since 10 s: " + REFUSED + " (2 times in 4 s)");
    clock.advance(Duration.ofMinutes(1));
    log.requestRefused();
    assertThat(logs.lines()).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(Cut.class)
  void connectionsThatAreCutSayWhichSettingWasReached(Cut why) {
    log.connectionCut(why);
    assertThat(logs.lines()).singleElement().asString().contains("server.");
  }

  @Test
  void aFullQueueNamesTheRequest() {
    log.rejected(Requests.scope(Duration.ofSeconds(1), clock));
    assertThat(logs.lines())
        .containsExactly(
            "WARN Transforms are rejected: transforms.queue is full, request "
                + Requests.TRACE.requestId());
  }
}
