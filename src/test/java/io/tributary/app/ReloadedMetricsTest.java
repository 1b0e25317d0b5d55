package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.FakeBackend;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code /metrics} has series of what is configured, and of nothing else for long. */
class ReloadedMetricsTest {
  private static final String SHORT = "deadline: 2s\n"; // what a replaced generation is kept for

  private final Vertx vertx = TestVertx.create();
  private final FakeBackend users = FakeBackend.start(vertx, exchange -> exchange.answer("[1]"));
  private final FakeBackend orders = FakeBackend.start(vertx, exchange -> exchange.answer("[2]"));

  @TempDir private Path folder = Path.of("");

  @AfterEach
  void close() {
    TestVertx.close(vertx);
  }

  private String alone() {
    return SHORT
        + """
        backends:
          users: { url: "%s" }
        aggregates:
          /all: { parts: { users: { backend: users, path: / } } }
        """
            .formatted(users.url());
  }

  private String together() {
    return SHORT
        + """
        backends:
          users: { url: "%s" }
          orders: { url: "%s", breaker: { failures: 1000 } }
        aggregates:
          /all:
            parts:
              users: { backend: users, path: / }
              orders: { backend: orders, path: / }
          /orders: { parts: { it: { backend: orders, path: / } } }
        """
            .formatted(users.url(), orders.url());
  }

  @Test
  void seriesOfRemovedAggregatesPartsAndBackendsEndAndComeBack() throws Exception {
    try (ReloadingService service = ReloadingService.start(folder, together())) {
      ask(service);
      List<String> removed =
          List.of(
              "aggregate=/orders",
              "part=orders",
              "part=it",
              "backend=orders",
              "server_port=" + orders.url().getPort(),
              "http_route=/orders");
      // An exchange is counted once its response is written, which its client may see before.
      service.eventually(metrics -> labels(metrics).containsAll(removed));
      for (int i = 0; i < 2; i++) {
        assertThat(service.reload(alone())).isInstanceOf(Reloaded.Applied.class);
        service.eventually(metrics -> removed.stream().noneMatch(labels(metrics)::contains));
        assertThat(labels(service)).contains("aggregate=/all", "part=users", "backend=users");
        assertThat(service.reload(together())).isInstanceOf(Reloaded.Applied.class);
        ask(service);
        service.eventually(metrics -> labels(metrics).containsAll(removed));
      }
      assertThat(service.metrics().mistakes()).isEmpty();
    }
  }

  @Test
  void seriesOfAnAddressThatABackendHasLeftEnd() throws Exception {
    String before = "server_port=" + users.url().getPort();
    String after = "server_port=" + orders.url().getPort();
    String moved = alone().replace(users.url().toString(), orders.url().toString());
    try (ReloadingService service = ReloadingService.start(folder, alone())) {
      ask(service);
      assertThat(labels(service)).contains(before).doesNotContain(after);
      assertThat(service.reload(moved)).isInstanceOf(Reloaded.Applied.class);
      ask(service);
      service.eventually(metrics -> !labels(metrics).contains(before));
      assertThat(labels(service)).contains(after, "backend=users");
    }
  }

  @Test
  void aKeptAggregateKeepsItsCounts() throws Exception {
    try (ReloadingService service = ReloadingService.start(folder, together())) {
      ask(service);
      assertThat(service.reload(alone())).isInstanceOf(Reloaded.Applied.class);
      service.eventually(metrics -> !labels(metrics).contains("backend=orders"));
      ask(service);
      Exposition metrics = service.metrics();
      assertThat(metrics.total("tributary_aggregate_seconds_count", "aggregate=/all")).isEqualTo(2);
      assertThat(metrics.total("tributary_decided_total", "aggregate=/all", "part=users"))
          .as("one by each part, or both by this one")
          .isBetween(1.0, 2.0);
    }
  }

  /** Whatever the status: a busy machine may take longer than the deadline. */
  private static void ask(ReloadingService service) throws Exception {
    for (String path : List.of("/all", "/orders")) {
      HttpResponse<String> _ = service.get(path);
    }
  }

  private static Set<String> labels(ReloadingService service) throws Exception {
    return labels(service.metrics());
  }

  /** Every {@code name=value} of any series. */
  private static Set<String> labels(Exposition metrics) {
    Set<String> labels = new TreeSet<>();
    for (String series : metrics.samples().keySet()) {
      String all = series.substring(series.indexOf('[') + 1, series.length() - 1);
      labels.addAll(List.of(all.split(", ")));
    }
    return labels;
  }
}
