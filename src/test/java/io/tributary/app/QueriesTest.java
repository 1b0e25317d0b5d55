package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.PromQl;
import io.tributary.support.PromQl.Selector;
import io.tributary.support.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every query of dashboards, recording rules and alerts, against what the service exposes. */
final class QueriesTest {
  /** Prometheus adds these to all that it scrapes. */
  private static final Set<String> OF_PROMETHEUS = Set.of("instance=", "job=", "job=tributary");

  @Test
  void namesOnlyMetricsAndLabelsThatAreScraped() throws Exception {
    List<String> missing = new ArrayList<>();
    try (ScrapedService service = ScrapedService.start()) {
      service.serve();
      Exposition metrics = service.metrics();
      for (Query query : Query.all(ScrapedService.VARIABLES)) {
        for (Selector selector : PromQl.selectors(query.expression())) {
          if (!exists(selector, metrics)) {
            missing.add(query.place() + ": " + selector);
          }
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void usesEveryRecordingRule() {
    Set<String> used =
        Query.all(ScrapedService.VARIABLES).stream()
            .filter(query -> !Query.recorded().contains(query.place()))
            .flatMap(query -> PromQl.selectors(query.expression()).stream())
            .map(Selector::metric)
            .collect(Collectors.toSet());
    assertThat(used).containsAll(Query.recorded());
  }

  private static boolean exists(Selector selector, Exposition metrics) {
    Set<String> labels =
        selector.labels().stream()
            .filter(label -> !OF_PROMETHEUS.contains(label))
            .collect(Collectors.toSet());
    if (selector.metric().equals("up")) {
      return labels.isEmpty();
    }
    if (Query.recorded().contains(selector.metric())) {
      return Set.of(Query.level(selector.metric()) + "=").containsAll(labels);
    }
    return metrics.hasSeries(selector.metric(), labels);
  }
}
