package io.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Eventually;
import io.tributary.support.FakeBackend;
import io.tributary.support.Patience;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stopping loses no request, though no client tries again. */
final class DrainIT {
  private static final int CLIENTS = 8;
  private static final Duration LINGER = Duration.ofSeconds(15);

  private final Vertx vertx = TestVertx.create();
  private final CountDownLatch slowBegan = new CountDownLatch(1);
  private final FakeBackend backend =
      FakeBackend.start(
          vertx,
          exchange -> {
            if (exchange.head().startsWith("GET /slow")) {
              slowBegan.countDown();
              vertx.setTimer(800, _ -> exchange.answer("[2]"));
            } else {
              vertx.setTimer(20, _ -> exchange.answer("[1]"));
            }
          });

  @TempDir Path folder = Path.of("");

  @AfterEach
  void stopTheBackend() {
    TestVertx.close(vertx);
  }

  private ServiceProcess start(Duration linger) throws IOException, InterruptedException {
    return ServiceProcess.start(
        folder,
        """
        shutdown: { linger: %dms, drain: 10s }
        backends:
          it: { url: "%s" }
        aggregates:
          /fast: { parts: { it: { backend: it, path: /fast } } }
          /slow: { parts: { it: { backend: it, path: /slow } } }
        """
            .formatted(linger.toMillis(), backend.url()));
  }

  @Test
  void answersEveryRequestOfBusyClientsWhileItLingersAndDrains() throws Exception {
    List<KeepAliveClient> clients = new ArrayList<>();
    try (ServiceProcess service = start(LINGER)) {
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(KeepAliveClient.start(service.port(), "/fast"));
      }
      for (KeepAliveClient client : clients) {
        client.awaitAnswers(10);
        assertThat(client.closes()).as("connections closed before the stop").isZero();
      }
      service.process().terminate();
      long begun = System.nanoTime();
      while (service.probe("/readyz") == 200) {
        assertThat(System.nanoTime() - begun).isLessThan(LINGER.toNanos() / 2);
      }
      assertThat(service.probe("/readyz")).isEqualTo(503);
      assertThat(service.probe("/livez")).isEqualTo(200);
      assertThat(service.get("/fast").statusCode()).isEqualTo(200);
      for (KeepAliveClient client : clients) { // a load balancer has noticed by now
        client.awaitAnswers(client.answers() + 5);
        client.stopAsking();
      }
      assertThat(service.process().exit()).isZero();
      for (KeepAliveClient client : clients) {
        assertThat(client.failures()).isEmpty();
        assertThat(client.closes()).as("connections closed after their answer").isPositive();
      }
    }
  }

  @Test
  void answersWhatIsInFlightWhenItStopsListening() throws Exception {
    try (ServiceProcess service = start(Duration.ofMillis(50))) {
      CompletableFuture<HttpResponse<String>> slow =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return service.get("/slow");
                } catch (IOException | InterruptedException failed) {
                  throw new IllegalStateException(failed);
                }
              });
      Duration _ =
          Eventually.holds(Patience.HANG, () -> slowBegan.getCount() == 0 || slow.isDone());
      assertThat(slowBegan.getCount())
          .as(() -> slow.handle((answer, failed) -> answer + ", " + failed).getNow("no response"))
          .isZero();
      service.process().terminate();
      HttpResponse<String> answer = slow.get(Patience.HANG.toSeconds(), TimeUnit.SECONDS);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("\"it\":[2]");
      assertThat(service.process().exit()).isZero();
    }
  }
}
