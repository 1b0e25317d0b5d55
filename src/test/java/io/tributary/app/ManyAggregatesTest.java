package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Patience;
import io.tributary.transform.CompiledExpressions;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Defects D7 and D9: a start with many aggregates. */
@Timeout(Patience.HANG_SECONDS)
class ManyAggregatesTest {
  @Test
  void anExpressionIsCompiledOnceForAll_D9() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getTotalStartedThreadCount();
    assertThat(CompiledExpressions.of(Collections.nCopies(1000, "[for (.s) .id]"))).isNotNull();
    assertThat(threads.getTotalStartedThreadCount() - before)
        .as("threads, of which each compilation starts one")
        .isLessThan(500);
  }

  @Test
  void aThousandAggregatesWithComputedInputsAllAnswer_D9() throws Exception {
    StringBuilder yaml =
        new StringBuilder("backends: { b: { url: \"http://127.0.0.1:1\" } }\naggregates:\n");
    for (int i = 0; i < 1000; i++) {
      yaml.append(
          """
            /a%1$d:
              parts:
                s: { backend: b, path: / }
                t: { backend: b, path: "/{?x}", with: { x: "[for (.s.items%1$d) .id]" } }
          """
              .formatted(i));
    }
    try (RunningGateway gateway = RunningGateway.start(yaml.toString())) {
      assertThat(gateway.get("/a0").statusCode()).isEqualTo(502);
      assertThat(gateway.get("/a999").statusCode()).isEqualTo(502);
    }
  }
}
