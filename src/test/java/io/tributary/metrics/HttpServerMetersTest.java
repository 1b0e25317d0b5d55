package io.tributary.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HttpServerMetersTest {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final HttpServerMeters meters = new HttpServerMeters(registry);

  @Test
  void hasTheNameLabelsAndBucketsOfOpenTelemetry() {
    meters.finished("GET", "/orders/{id}", "https", 200, TimeUnit.MILLISECONDS.toNanos(30));
    String labels =
        "{http_request_method=\"GET\",http_response_status_code=\"200\","
            + "http_route=\"/orders/{id}\",url_scheme=\"https\"";
    assertThat(registry.scrape())
        .contains("http_server_request_duration_seconds_count" + labels + "} 1")
        .contains("http_server_request_duration_seconds_sum" + labels + "} 0.03")
        .contains("http_server_request_duration_seconds_bucket" + labels + ",le=\"0.025\"} 0")
        .contains("http_server_request_duration_seconds_bucket" + labels + ",le=\"0.05\"} 1");
  }

  @Test
  void countsEachKindOfRequestApart() {
    meters.finished("GET", "/a", "http", 200, 1);
    meters.finished("GET", "/a", "http", 200, 1);
    meters.finished("HEAD", "/a", "http", 200, 1);
    meters.finished("GET", "/b", "http", 200, 1);
    meters.finished("GET", "/a", "http", 503, 1);
    assertThat(registry.getMeters()).hasSize(4);
    assertThat(registry.scrape())
        .contains(
            "http_server_request_duration_seconds_count{http_request_method=\"GET\","
                + "http_response_status_code=\"200\",http_route=\"/a\",url_scheme=\"http\"} 2");
  }

  @Test
  void makesOneSeriesOfAllMethodsThatAClientMakesUp() {
    for (int i = 0; i < 100; i++) {
      meters.finished("VERB" + i, "", "http", 405, 1);
    }
    assertThat(registry.getMeters()).hasSize(1);
    assertThat(registry.scrape()).contains("http_request_method=\"_OTHER\"");
  }
}
