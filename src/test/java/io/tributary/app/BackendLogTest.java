package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.backend.tls.TlsFailure;
import io.tributary.backend.tls.TlsFailure.Kind;
import io.tributary.support.RecordedLogs;
import io.tributary.support.VirtualClock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackendLogTest {
  private static final TlsFailure WRONG_NAME =
      new TlsFailure(Kind.WRONG_NAME, "its certificate does not match the name users.example");
  private static final TlsFailure NO_TLS = new TlsFailure(Kind.NO_TLS, "its port does not use TLS");
  private static final String WRONG_NAME_LINE =
      "WARN Backend users: TLS connection failed: its certificate does not match the name users.example";
  private static final String NO_TLS_LINE =
      "WARN Backend users: TLS connection failed: its port does not use TLS";

  private final VirtualClock clock = new VirtualClock();
  private final BackendLog log = new BackendLog(clock::nanoTime);
  private final RecordedLogs logs = new RecordedLogs();

  @AfterEach
  void stopRecording() {
    logs.close();
  }

  @Test
  void writesOneLineAMinuteHoweverManyCallsFail() {
    for (int second = 0; second < 120; second++) {
      log.tlsFailed("users", WRONG_NAME);
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(logs.lines()).containsExactly(WRONG_NAME_LINE, WRONG_NAME_LINE);
  }

  @Test
  void writesAnotherCauseAndAnotherBackendAtOnce() {
    log.tlsFailed("users", WRONG_NAME);
    log.tlsFailed("users", NO_TLS);
    log.tlsFailed("users", WRONG_NAME);
    log.tlsFailed("orders", NO_TLS);
    assertThat(logs.lines())
        .containsExactly(WRONG_NAME_LINE, NO_TLS_LINE, NO_TLS_LINE.replace("users", "orders"));
  }

  @Test
  void saysOnceAMinuteForEachBackendThatItSendsUnsolicitedBytes() {
    log.unsolicited("users");
    log.unsolicited("users");
    log.unsolicited("orders");
    clock.advance(Duration.ofSeconds(59));
    log.unsolicited("users");
    assertThat(logs.lines()).hasSize(2);
    assertThat(logs.lines().getFirst()).startsWith("WARN Backend users sent bytes");
    clock.advance(Duration.ofSeconds(1));
    log.unsolicited("users");
    assertThat(logs.lines()).hasSize(3);
  }
}
