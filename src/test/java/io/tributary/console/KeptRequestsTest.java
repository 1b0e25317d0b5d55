package io.tributary.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.console.KeptRequests.As;
import io.tributary.console.KeptRequests.Kept;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeptRequestsTest {
  private static final long MEDIAN = 1_000;

  private final KeptRequests requests = new KeptRequests();

  private void end(long second, Ending ending, long nanos) {
    requests
        .choose(ending, nanos, second, MEDIAN, true)
        .ifPresent(as -> requests.keep(as, second, Finished.in(nanos)));
  }

  private List<Long> kept(As as, long second) {
    return requests.since(0, second).stream()
        .filter(kept -> kept.as() == as)
        .map(kept -> kept.request().nanos())
        .toList();
  }

  @Test
  void failedAndSlowOnesOutliveRecentOnes() {
    end(1, Ending.FAILED, 1);
    end(1, Ending.PARTIAL, 2);
    end(1, Ending.COMPLETE, 5_000);
    for (int second = 2; second < 302; second++) {
      end(second, Ending.COMPLETE, 10);
    }
    assertThat(kept(As.RECENT, 302)).hasSize(200);
    assertThat(kept(As.FAILED, 302)).containsExactly(2L, 1L);
    assertThat(kept(As.SLOW, 302)).containsExactly(5_000L);
  }

  @Test
  void theFastestSlowOneMakesRoom() {
    for (int i = 0; i < 50; i++) {
      end(i, Ending.COMPLETE, 4_000 + i);
    }
    end(60, Ending.COMPLETE, 9_000);
    end(61, Ending.COMPLETE, 3_000);
    assertThat(kept(As.SLOW, 61)).hasSize(50).contains(9_000L, 4_001L).doesNotContain(4_000L);
    assertThat(kept(As.RECENT, 61)).containsExactly(3_000L);
  }

  @Test
  void slowOnesAreForgottenAfterMinutes() {
    end(1, Ending.COMPLETE, 9_000);
    assertThat(kept(As.SLOW, 601)).hasSize(1);
    assertThat(kept(As.SLOW, 602)).isEmpty();
  }

  @Test
  void ofAFloodOnlySomeAreKept() {
    for (int i = 0; i < 1_000; i++) {
      end(1, Ending.COMPLETE, 10);
      end(1, Ending.FAILED, 10);
    }
    assertThat(kept(As.RECENT, 1)).hasSize(80);
    assertThat(kept(As.FAILED, 1)).hasSize(20);
    end(2, Ending.FAILED, 11);
    assertThat(kept(As.FAILED, 2)).hasSize(21);
  }

  @Test
  void mistakesOfClientsAndRefusalsDoNotDriveOutFailures() {
    end(1, Ending.FAILED, 1);
    for (int second = 2; second < 102; second++) {
      end(second, Ending.MISTAKEN, 2);
      assertThat(requests.choose(Ending.REFUSED, 3, second, MEDIAN, true)).contains(As.RECENT);
    }
    assertThat(kept(As.FAILED, 102)).containsExactly(1L);
  }

  @Test
  void largeOnesAreFewer() {
    String path = "p".repeat(100_000);
    for (int i = 0; i < 200; i++) {
      requests.keep(As.RECENT, i, Finished.of(i, path, List.of()));
    }
    List<Kept> kept = requests.since(0, 200);
    assertThat(kept.size()).isBetween(10, 25);
    assertThat(kept.getFirst().request().nanos()).isEqualTo(199);
    assertThat(kept.stream().mapToLong(one -> one.request().weight()).sum())
        .isLessThan(KeptRequests.MAX_BYTES / 2);
  }

  @Test
  void theNewestComeFirstAndCanBeAskedForAlone() {
    end(1, Ending.COMPLETE, 10);
    end(1, Ending.FAILED, 11);
    assertThat(requests.since(0, 1)).extracting(Kept::seq).containsExactly(2L, 1L);
    assertThat(requests.since(1, 1)).extracting(Kept::seq).containsExactly(2L);
    assertThat(requests.since(requests.lastSeq(), 1)).isEmpty();
    assertThat(requests.seqOf("r11")).hasValue(2);
    assertThat(requests.seqOf("other")).isEmpty();
  }

  @Test
  void whatWasNotTimedIsKeptOnlyIfItFailedOrWasSlow() {
    KeptRequests requests = new KeptRequests();
    assertThat(requests.choose(Ending.COMPLETE, MEDIAN, 1, MEDIAN, false)).isEmpty();
    assertThat(requests.choose(Ending.COMPLETE, 9 * MEDIAN, 1, MEDIAN, false)).contains(As.SLOW);
    assertThat(requests.choose(Ending.PARTIAL, MEDIAN, 1, MEDIAN, false)).contains(As.FAILED);
  }
}
