package io.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

final class WaterfallTest {

  @Test
  void drawsEachPartFromItsStartAndCountsCallsOneByOne() throws Exception {
    var state =
        new ObjectMapper()
            .readTree(
                """
                {"requests": [{"requestId": "other"}, {"requestId": "r1", "ms": 400.0, "parts": [
                  {"name": "user", "outcome": "success", "from": 0.2, "to": 120.2, "phases": []},
                  {"name": "orders", "outcome": "success", "from": 120.2, "to": 300.2, "phases": []},
                  {"name": "products", "outcome": "success", "from": 300.2, "to": 392.2, "phases": [],
                   "calls": [{"phases": [{"from": 300.2, "to": 301.2}, {"from": 301.2, "to": 390.2}]},
                             {"phases": [{"from": 300.2, "to": 392.2}]}]},
                  {"name": "stock", "outcome": "timeout", "from": 0.0, "to": 200.0, "phases": []}],
                 "transform": {"outcome": "success", "from": 392.2, "to": 399.2, "phases": []}}]}
                """);
    assertThat(Waterfall.of(state, "r1").orElseThrow().draw())
        .isEqualToNormalizingNewlines(
            """
              user       ███████████████                                      120 ms  ok
              orders                    ███████████████████████               180 ms  ok
              products                                         ███████████     92 ms  ok, 2 calls
              stock      ░░░░░░░░░░░░░░░░░░░░░░░░░                            200 ms  timeout
              transform                                                   █     7 ms  ok
                         0                                           400 ms
              400 ms together, 689 ms one after another
            """);
    assertThat(Waterfall.of(state, "unknown")).isEmpty();
  }
}
