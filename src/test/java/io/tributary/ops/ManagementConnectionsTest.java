package io.tributary.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Patience;
import io.tributary.support.RawClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Clients of the management server that send nothing, or half a head. */
class ManagementConnectionsTest {
  private static final String HALF = "GET /livez HTTP/1.1\r\nHost: localhost\r\nX: ";

  @Test
  @DisplayName("A2: half a head on the management port is 408, and silence is closed")
  void whatDoesNotArriveInTimeIsCutOff() throws Exception {
    try (GuardedServer server = new GuardedServer(Optional.empty(), Duration.ofSeconds(3));
        RawClient half = server.client();
        RawClient silent = server.client()) {
      assertThat(half.send(HALF).answer().status()).isEqualTo(408);
      assertThat(half.rest()).isEmpty();
      assertThat(silent.rest()).isEmpty();
    }
  }

  @Test
  @DisplayName("A2: silent connections and half heads do not keep probes out")
  void probesAreAnsweredWhenAllConnectionsWait() throws Exception {
    List<RawClient> waiting = new ArrayList<>();
    try (GuardedServer server = new GuardedServer(Optional.empty(), Patience.HANG)) {
      for (int i = 0; i < 3 * GuardedServer.MAX_CONNECTIONS; i++) {
        waiting.add(i % 2 == 0 ? server.client().send(HALF) : server.client());
      }
      for (int i = 0; i < 3; i++) {
        assertThat(server.get("/livez", "localhost").status()).isEqualTo(200);
      }
      assertThat(waiting.getFirst().rest()).isEmpty(); // the one that has waited longest
    } finally {
      for (RawClient client : waiting) {
        client.close();
      }
    }
  }
}
