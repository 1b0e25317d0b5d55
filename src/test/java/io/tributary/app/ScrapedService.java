package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.ConfigException;
import io.tributary.support.FakeBackend;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** A service before backends that answer, fail and hang, for what reads its metrics. */
final class ScrapedService implements AutoCloseable {
  /** What dashboards show of it. */
  static final Map<String, String> VARIABLES =
      Map.of("aggregate", "/shop", "backend", "orders", "instance", ".*", "__rate_interval", "1m");

  private static final Path OF_ANOTHER_BODY = Path.of("config/examples/stock.schema.json");
  private static final String FAILING = "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n";

  private final Vertx vertx = TestVertx.create();
  private final AtomicBoolean fails = new AtomicBoolean();
  private final RunningService service;

  private ScrapedService() throws ConfigException, IOException {
    FakeBackend users = FakeBackend.start(vertx, exchange -> exchange.answer("[1]"));
    FakeBackend orders =
        FakeBackend.start(
            vertx, exchange -> exchange.write(fails.get() ? FAILING : FakeBackend.ok("[2]")));
    FakeBackend products = FakeBackend.start(vertx, _ -> {});
    service =
        RunningService.start(
            """
            deadline: 5s
            backends:
              users: { url: "%s" }
              orders: { url: "%s", breaker: { failures: 100000 } }
              products: { url: "%s" }
            aggregates:
              /users:
                parts: { users: { backend: users, path: /users, schema: "%s", enforce: warn } }
              /shop:
                parts:
                  users: { backend: users, path: /users }
                  orders: { backend: orders, path: "/orders{?size}", required: true, with: { size: "size(.users)" } }
                  products: { backend: products, path: /products, timeout: 100ms }
            """
                .formatted(
                    users.url(), orders.url(), products.url(), OF_ANOTHER_BODY.toAbsolutePath()));
  }

  /**
   * Starts it, with a garbage collection and a body that breaks its schema: metrics of both appear
   * when they first happen.
   */
  static ScrapedService start() throws ConfigException, IOException, InterruptedException {
    ScrapedService started = new ScrapedService();
    System.gc();
    started.get("/users", 200);
    started.service.eventually(
        metrics ->
            metrics.has("jvm_gc_pause_seconds")
                && metrics.has("tributary_schema_mismatches_total"));
    return started;
  }

  /** Makes a complete answer, a partial one and one without data. */
  void serve() throws IOException, InterruptedException {
    get("/users", 200);
    fails.set(false);
    get("/shop", 200);
    fails.set(true);
    get("/shop", 502);
  }

  private void get(String path, int status) throws IOException, InterruptedException {
    assertThat(service.get(path).statusCode()).isEqualTo(status);
  }

  Exposition metrics() throws IOException, InterruptedException {
    return service.metrics();
  }

  int managementPort() {
    return service.service().managementPort();
  }

  @Override
  public void close() {
    service.close();
    TestVertx.close(vertx);
  }
}
