package io.tributary.ops;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The probes, and documents that a test supplies. */
final class StandardEndpoints {
  private StandardEndpoints() {}

  static List<Endpoint> of(Vertx vertx, Readiness readiness, Supplier<String> scrape) {
    List<Endpoint> endpoints = new ArrayList<>(Probes.endpoints(readiness));
    endpoints.add(Documents.metrics(vertx, type -> scrape.get()));
    endpoints.add(Documents.openapi(() -> Future.succeededFuture(Buffer.buffer("{}"))));
    return endpoints;
  }
}
