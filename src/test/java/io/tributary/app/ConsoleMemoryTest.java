package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.http.ServerExchange;
import io.tributary.http.ServerObserver;
import io.tributary.support.Eventually;
import io.tributary.support.Patience;
import io.tributary.support.RawClient;
import java.lang.ref.WeakReference;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** What the console keeps of requests that have ended. */
class ConsoleMemoryTest {
  /** Sees bodies, results and exchanges, and lets them go. */
  private static final class Seen implements ServerObserver {
    private final Queue<WeakReference<Object>> things = new ConcurrentLinkedQueue<>();

    @Override
    public void finished(ServerExchange exchange) {
      add(exchange);
      exchange.result().ifPresent(this::add);
      exchange
          .result()
          .ifPresent(
              result -> result.parts().all().forEach(part -> part.value().ifPresent(this::add)));
    }

    private void add(Object thing) {
      things.add(new WeakReference<>(thing));
    }

    private boolean areGone() {
      System.gc();
      return things.stream().allMatch(thing -> thing.get() == null);
    }
  }

  @Test
  void bodiesAndRequestsAreNotKept() throws Exception {
    Seen seen = new Seen();
    try (ConsoleScene scene = new ConsoleScene(seen)) {
      try (RawClient client = new RawClient(scene.gateway().port())) {
        assertThat(client.get("/well/1").answer().status()).isEqualTo(200);
        assertThat(client.get("/partly").answer().status()).isEqualTo(200);
        assertThat(client.get("/joined").answer().status()).isEqualTo(200);
      }
      assertThat(scene.requests(3)).hasSize(3);
      assertThat(Eventually.holds(Patience.HANG, () -> seen.things.size() > 9))
          .isLessThan(Patience.HANG);
      assertThat(Eventually.holds(Patience.HANG, seen::areGone)).isLessThan(Patience.HANG);
      assertThat(scene.requests(3)).hasSize(3);
    }
  }
}
