package io.tributary.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.RecordedLogs;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackendLogTest {
  private long now = 1;
  private final BackendLog log = new BackendLog(() -> now);

  @Test
  void saysOnceAMinuteForEachBackendThatItSendsUnsolicitedBytes() {
    try (RecordedLogs logs = new RecordedLogs()) {
      log.unsolicited("users");
      log.unsolicited("users");
      log.unsolicited("orders");
      now += Duration.ofSeconds(59).toNanos();
      log.unsolicited("users");
      assertThat(logs.lines()).hasSize(2);
      assertThat(logs.lines().getFirst()).startsWith("WARN Backend users sent bytes");
      now += Duration.ofSeconds(1).toNanos();
      log.unsolicited("users");
      assertThat(logs.lines()).hasSize(3);
    }
  }
}
