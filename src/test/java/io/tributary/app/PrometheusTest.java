package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.support.Patience;
import io.tributary.support.PrometheusServer;
import io.tributary.support.Query;
import io.tributary.support.Tool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus server that scrapes the service and evaluates what is shipped. */
final class PrometheusTest {
  @TempDir Path folder = Path.of("");

  @Test
  void hasAValueForEveryQueryOfDashboardsRulesAndAlerts() throws Exception {
    new Tool("prometheus").assumeInstalled();
    try (ScrapedService service = ScrapedService.start();
        PrometheusServer prometheus =
            new PrometheusServer(folder, "127.0.0.1:" + service.managementPort())) {
      List<Query> withoutValue = new ArrayList<>(Query.all(ScrapedService.VARIABLES));
      long end = System.nanoTime() + Patience.HANG.toNanos();
      while (!withoutValue.isEmpty() && System.nanoTime() < end) {
        service.serve();
        List<Query> asked = List.copyOf(withoutValue);
        for (Query query : asked) {
          if (hasValue(prometheus.query(query.expression()), query)) {
            var _ = withoutValue.remove(query);
          }
        }
      }
      assertThat(withoutValue).isEmpty();
    }
  }

  /** Numbers only, and for each label that is shown a series that has it. */
  private static boolean hasValue(JsonNode series, Query query) {
    return !series.isEmpty()
        && series.valueStream().noneMatch(one -> one.at("/value/1").asText().equals("NaN"))
        && query.shown().stream()
            .allMatch(label -> series.valueStream().anyMatch(one -> one.at("/metric").has(label)));
  }
}
