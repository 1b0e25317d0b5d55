package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Eventually;
import io.tributary.support.FakeBackend;
import io.tributary.support.Patience;
import io.tributary.support.RawClient;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the running service tells about its process, and what reading it costs. */
final class ManagementPageTest {
  private final Vertx vertx = TestVertx.create();
  private final FakeBackend backend = FakeBackend.start(vertx, exchange -> exchange.answer("[]"));
  private final RunningService service = started();

  private RunningService started() {
    try {
      return RunningService.start(
          """
          backends: { it: { url: "%s" } }
          aggregates: { /a: { parts: { it: { backend: it, path: /x } } } }
          """
              .formatted(backend.url()));
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  @AfterEach
  void stop() {
    service.close();
    TestVertx.close(vertx);
  }

  @Test
  @DisplayName("E4: which build runs, and Netty's direct memory")
  void showsTheBuildAndDirectMemory() throws Exception {
    assertThat(service.get("/a").statusCode()).isEqualTo(200);
    Exposition metrics = service.metrics();
    assertThat(metrics.total("tributary_build_info", "java=" + Runtime.version())).isEqualTo(1);
    assertThat(metrics.value("tributary_direct_memory_bytes")).isGreaterThan(10_000);
    assertThat(metrics.value("tributary_direct_memory_max_bytes"))
        .isGreaterThan(metrics.value("tributary_direct_memory_bytes"));
    assertThat(metrics.samples().keySet())
        .as("the JVM's own pool, which Netty does not use")
        .noneMatch(series -> series.startsWith("jvm_buffer_") && series.contains("id=direct"));
  }

  @Test
  @DisplayName("E4: no value is NaN")
  void exposesOnlyNumbers() throws Exception {
    assertThat(service.get("/a").statusCode()).isEqualTo(200);
    assertThat(service.metrics().samples()).allSatisfy((_, value) -> assertThat(value).isNotNaN());
  }

  @Test
  @DisplayName("E4, fault 168: scrapes start no threads and make no series")
  void scrapesCostNoThreads() throws Exception {
    assertThat(service.metrics().samples()).isNotEmpty();
    Set<String> before = service.metrics().samples().keySet();
    for (int i = 0; i < 100; i++) {
      assertThat(service.ask("/metrics").statusCode()).isEqualTo(200);
    }
    assertThat(service.metrics().samples().keySet())
        .filteredOn(series -> !series.startsWith("jvm_gc"))
        .isSubsetOf(before);
    assertThat(Eventually.holds(Patience.HANG, () -> pageThreads() == 1))
        .as("until those of an earlier service have ended")
        .isLessThan(Patience.HANG);
  }

  private static long pageThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("pages-"))
        .count();
  }

  @Test
  @DisplayName("C11: 300 pipelined requests to either port are answered in order")
  void answersPipelinedRequests() throws Exception {
    for (int port : new int[] {service.service().port(), service.service().managementPort()}) {
      try (RawClient client = new RawClient(port)) {
        client.send("GET /livez HTTP/1.1\r\nHost: a\r\n\r\n".repeat(300));
        for (int i = 0; i < 300; i++) {
          assertThat(client.answer().status()).isIn(200, 404);
        }
      }
    }
  }
}
