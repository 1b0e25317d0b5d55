package io.tributary.ops;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.function.Supplier;

/** What tools read: {@code /metrics} and {@code /openapi.json}. */
public final class Documents {
  private static final CharSequence EXPOSITION =
      HttpHeaders.createOptimized("text/plain; version=0.0.4; charset=utf-8");

  private Documents() {}

  /**
   * The metrics.
   *
   * @param scrape returns the metrics in Prometheus' text format; called on one worker thread
   */
  public static Endpoint metrics(Vertx vertx, Supplier<String> scrape) {
    Scrapes scrapes = new Scrapes(vertx, scrape);
    return Endpoint.open("/metrics", exchange -> exchange.respond(EXPOSITION, scrapes.next()));
  }

  /** The OpenAPI document of the aggregates. */
  public static Endpoint openapi(Supplier<Future<Buffer>> document) {
    return Endpoint.open(
        "/openapi.json", exchange -> exchange.respond(Exchange.JSON, document.get()));
  }
}
