package io.tributary.app;

import io.tributary.config.Config;
import io.tributary.metrics.Telemetry;
import io.tributary.openapi.ApiDocument;
import io.tributary.ops.Documents;
import io.tributary.ops.Endpoint;
import io.tributary.ops.Health;
import io.tributary.ops.ManagementServer;
import io.tributary.ops.Probes;
import io.tributary.ops.Readiness;
import io.tributary.ops.ServiceInfo;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The management server with its endpoints, which are all listed here. */
final class ManagementPort {
  private ManagementPort() {}

  /**
   * Starts to listen.
   *
   * @param openapi the document of the configuration in force
   * @param reloader empty while the service starts
   * @param console the endpoints of the console, if there is one
   */
  static Future<ManagementServer> listen(
      Vertx vertx,
      Config config,
      Telemetry telemetry,
      Readiness readiness,
      BackendHealth backends,
      ApiDocument openapi,
      Supplier<Optional<Reloader>> reloader,
      List<Endpoint> console) {
    List<Endpoint> endpoints = new ArrayList<>(Probes.endpoints(readiness));
    endpoints.addAll(new Health(readiness, backends::conditions).endpoints());
    endpoints.add(
        ServiceInfo.endpoint(
            () -> reloader.get().map(running -> running.status().generation()).orElse(1L)));
    endpoints.add(ReloadEndpoint.of(vertx, reloader));
    endpoints.add(Documents.metrics(vertx, telemetry::scrape));
    endpoints.add(Documents.openapi(openapi));
    endpoints.addAll(console);
    return ManagementServer.listen(
        vertx, config.management(), ManagementServer.Timeouts.of(config.server()), endpoints);
  }
}
