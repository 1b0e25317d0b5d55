package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.support.FakeBackend;
import io.tributary.support.Patience;
import io.tributary.support.TestVertx;
import io.tributary.transform.Transform;
import io.vertx.core.Vertx;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator sees of the workers: one worker, and room for one more job before it. */
final class TransformMetricsTest {
  private static final String NAME = "held.jslt";

  private final Vertx vertx = TestVertx.create();
  private final FakeBackend backend = FakeBackend.start(vertx, exchange -> exchange.answer("[1]"));
  private final Held held = new Held();

  /** Lets the jobs of the warm-up pass, and holds the others until it is told otherwise. */
  private static final class Held implements Transform {
    private final CountDownLatch release = new CountDownLatch(1);
    private volatile boolean holding;

    @Override
    public String name() {
      return "held";
    }

    @Override
    public JsonNode apply(ObjectNode parts) {
      try {
        assertThat(!holding || release.await(Patience.HANG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return parts;
      } catch (InterruptedException failed) {
        throw new IllegalStateException(failed);
      }
    }
  }

  @AfterEach
  void stop() {
    TestVertx.close(vertx);
  }

  @Test
  void countsWhatRanWhatWaitedAndWhatWasRefused() throws Exception {
    try (RunningService service = started()) {
      held.holding = true;
      CompletableFuture<Integer> first = status(service);
      service.eventually(metrics -> metrics.value("tributary_in_flight") == 1);
      CompletableFuture<Integer> second = status(service);
      service.eventually(metrics -> metrics.value("tributary_transform_queue_depth") == 1);

      assertThat(status(service).get(Patience.HANG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(503);
      assertThat(service.metrics().value("tributary_transform_rejected_total")).isEqualTo(1);
      assertThat(service.metrics().value("tributary_transform_seconds_count")).isZero();
      service.eventually(metrics -> metrics.value("tributary_in_flight") == 2);

      held.release.countDown();
      assertThat(first.get(Patience.HANG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(200);
      assertThat(second.get(Patience.HANG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(200);
      service.eventually(metrics -> metrics.value("tributary_transform_seconds_count") == 2);
      Exposition metrics = service.metrics();
      assertThat(metrics.value("tributary_transform_wait_seconds_count")).isEqualTo(2);
      assertThat(metrics.value("tributary_transform_queue_depth")).isZero();
      assertThat(metrics.total("tributary_part_seconds_count", "backend=it"))
          .as("a part that a transform looks into has its backend's name")
          .isEqualTo(3);
      assertThat(metrics.value("tributary_shed_total")).isZero();
      service.eventually(later -> later.value("tributary_in_flight") == 0);
    }
  }

  private RunningService started() throws Exception {
    return RunningService.start(
        """
        deadline: 60s
        transforms: { workers: 1, queue: 1 }
        backends:
          it: { url: "%s" }
        aggregates:
          /held:
            parts: { it: { backend: it, path: /it } }
            transform: %s
        """
            .formatted(backend.url(), NAME),
        Map.of(NAME, held));
  }

  private static CompletableFuture<Integer> status(RunningService service) {
    return service
        .client()
        .sendAsync(
            HttpRequest.newBuilder(service.url("/held")).build(),
            HttpResponse.BodyHandlers.discarding())
        .thenApply(HttpResponse::statusCode);
  }
}
