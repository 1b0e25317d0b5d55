package io.tributary.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.aggregate.AggregateObserver;
import io.tributary.config.Config;
import io.tributary.console.Console;
import io.tributary.http.ServerObserver;
import io.tributary.ops.ManagementServer;
import io.tributary.scope.Clock;
import io.tributary.scope.WallClock;
import io.tributary.support.Eventually;
import io.tributary.support.FakeBackend;
import io.tributary.support.FakeSources;
import io.tributary.support.Patience;
import io.tributary.support.RawClient;
import io.tributary.support.TestVertx;
import io.tributary.transform.JobObserver;
import io.tributary.transform.SchemaObserver;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A gateway whose console is served, with a backend: {@code /fails} answers 500, {@code /hangs}
 * never does, {@code /empty} has no items, all others answer {@code [{"id": 1}]}.
 */
final class ConsoleScene implements AutoCloseable {
  private final Vertx vertx = TestVertx.create();
  private final FakeBackend backend = FakeBackend.start(vertx, ConsoleScene::play);
  private final AtomicReference<@Nullable RunningGateway> running = new AtomicReference<>();
  private final Console console =
      new Console(vertx, new FakeSources(this::config), WallClock.system(), Clock.of(vertx));
  private final ManagementServer management;

  ConsoleScene() throws Exception {
    this(ServerObserver.NONE);
  }

  /** With one more observer of the public server. */
  ConsoleScene(ServerObserver other) throws Exception {
    Observers observers =
        new Observers(
            AggregateObserver.NONE,
            new ServerObservers(List.of(console, other)),
            console.connections(),
            console.breakers(),
            JobObserver.NONE,
            _ -> {},
            UnaryOperator.identity(),
            GenerationObserver.NONE,
            SchemaObserver.NONE);
    Map<String, String> transforms =
        Map.of("t.jslt", "{\"n\": size(.one)}", "broken.jslt", "error(\"no\")");
    running.set(RunningGateway.start(configuration(backend), transforms, observers));
    management =
        TestVertx.await(
            ManagementServer.listen(
                vertx,
                new Config.Management(
                    "127.0.0.1",
                    0,
                    100,
                    List.of(),
                    Optional.empty(),
                    new Config.Console(true, false)),
                new ManagementServer.Timeouts(Patience.HANG, Patience.HANG),
                console.endpoints()));
  }

  private static String configuration(FakeBackend backend) {
    return """
    server: { host: 127.0.0.1, port: 0 }
    deadline: 60s
    backends:
      b: { url: "%s", breaker: { failures: 1000, open: 5s } }
    aggregates:
      /well/{id}:
        inputs: { q: { enum: [x, y] }, n: { type: integer, default: 3 }, tenant: { in: header, name: X-Tenant } }
        parts:
          one: { backend: b, path: "/a{?q,n,tenant}" }
          two: { backend: b, path: "/b{?ids}", with: { ids: "let ids = [for (.one) .id] $ids" } }
      /partly: { parts: { one: { backend: b, path: /a }, two: { backend: b, path: /fails } } }
      /required:
        parts: { one: { backend: b, path: /hangs }, two: { backend: b, path: /fails, required: true } }
      /none: { parts: { one: { backend: b, path: /fails } } }
      /skips:
        parts:
          one: { backend: b, path: /empty }
          two: { backend: b, path: "/b{?ids}", with: { ids: "let ids = [for (.one) .id] $ids" } }
      /late: { parts: { one: { backend: b, path: /a }, two: { backend: b, path: /hangs, timeout: 50ms } } }
      /hangs: { parts: { one: { backend: b, path: /hangs } } }
      /joined: { transform: t.jslt, parts: { one: { backend: b, path: /a } } }
      /each:
        parts:
          one: { backend: b, path: /a }
          two: { backend: b, path: "/{id}", forEach: { id: "[\\"x\\", \\"fails\\", .one[0].id]" } }
      /many:
        inputs: { ids: { type: array, maxItems: 70 } }
        parts: { one: { backend: b, path: "/{id}", forEach: { id: $inputs.ids, max: 70 } } }
      /broken: { transform: broken.jslt, parts: { one: { backend: b, path: /a } } }
    """
        .formatted(backend.url());
  }

  private static void play(FakeBackend.Exchange exchange) {
    String head = exchange.head();
    if (head.startsWith("GET /fails")) {
      exchange.write("HTTP/1.1 500 X\r\nContent-Length: 2\r\n\r\n{}");
    } else if (head.startsWith("GET /empty")) {
      exchange.answer("[]");
    } else if (!head.startsWith("GET /hangs")) {
      exchange.answer("[{\"id\": 1}]");
    }
  }

  private Config config() {
    return gateway().gateway().generations().current().loaded().config();
  }

  RunningGateway gateway() {
    return Objects.requireNonNull(running.get());
  }

  int managementPort() {
    return management.port();
  }

  /** What the page reads. */
  JsonNode state() throws IOException {
    try (RawClient client = new RawClient(management.port())) {
      client.send("GET /console/state HTTP/1.1\r\nHost: localhost\r\n\r\n");
      return new ObjectMapper().readTree(client.answer().body());
    }
  }

  /** The newest requests, once there are so many. */
  JsonNode requests(int count) throws IOException {
    var _ = Eventually.holds(Patience.HANG, () -> read().get("requests").size() >= count);
    return state().get("requests");
  }

  private JsonNode read() {
    try {
      return state();
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  @Override
  public void close() {
    gateway().close();
    TestVertx.close(vertx);
  }
}
