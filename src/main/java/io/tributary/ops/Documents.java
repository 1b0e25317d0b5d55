package io.tributary.ops;

import io.tributary.scope.HeaderValue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** What tools read: {@code /metrics} and {@code /openapi.json}. */
public final class Documents {
  private static final String OPEN_METRICS = "application/openmetrics-text";
  private static final Pattern REFUSED = Pattern.compile("(?i)\\s*q\\s*=\\s*0(?:\\.0*)?\\s*");

  private Documents() {}

  /**
   * The metrics, in OpenMetrics for those who accept it, and otherwise in Prometheus' text format.
   *
   * @param scrape returns the metrics in the format of this content type; called on one worker
   *     thread
   */
  public static Endpoint metrics(Vertx vertx, UnaryOperator<String> scrape) {
    Page text = new Page(vertx, "text/plain; version=0.0.4; charset=utf-8", scrape);
    Page openMetrics = new Page(vertx, OPEN_METRICS + "; version=1.0.0; charset=utf-8", scrape);
    return Endpoint.open(
        "/metrics",
        exchange -> (acceptsOpenMetrics(exchange) ? openMetrics : text).respond(exchange));
  }

  /**
   * Scrapers of Prometheus list every format that they read, so it does not matter which one they
   * want most.
   */
  private static boolean acceptsOpenMetrics(Exchange exchange) {
    return exchange.request().headers().getAll(HttpHeaders.ACCEPT).stream()
        .flatMap(line -> HeaderValue.split(line, ',').stream())
        .map(range -> HeaderValue.split(range, ';'))
        .anyMatch(
            range ->
                range.getFirst().strip().equalsIgnoreCase(OPEN_METRICS)
                    && range.stream().noneMatch(it -> REFUSED.matcher(it).matches()));
  }

  private record Page(String type, SharedPage page) {
    Page(Vertx vertx, String type, UnaryOperator<String> scrape) {
      this(type, new SharedPage(vertx, () -> scrape.apply(type)));
    }

    void respond(Exchange exchange) {
      exchange.respond(type, page.next());
    }
  }

  /** The OpenAPI document of the aggregates. */
  public static Endpoint openapi(Supplier<Future<Buffer>> document) {
    return Endpoint.open(
        "/openapi.json", exchange -> exchange.respond(Exchange.JSON, document.get()));
  }
}
