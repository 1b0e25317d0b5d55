package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Eventually;
import io.tributary.support.FakeBackend;
import io.tributary.support.LiveObjects;
import io.tributary.support.Patience;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests do not notice reloads, and nothing is left of them. */
class ReloadUnderLoadTest {
  private static final int CLIENTS = 4;
  private static final int RELOADS = 200;
  private static final int WARM = 20;

  private final Vertx vertx = TestVertx.create();
  private final FakeBackend one = FakeBackend.start(vertx, exchange -> exchange.answer("1"));
  private final FakeBackend two = FakeBackend.startHttp2(vertx, exchange -> exchange.answer("2"));

  @TempDir private Path folder = Path.of("");

  @AfterEach
  void close() {
    TestVertx.close(vertx);
  }

  private Path write(String deadline, String backends) throws IOException {
    return Files.writeString(
        folder.resolve("tributary.yaml"),
        """
        server: { host: 127.0.0.1, port: 0, accessLog: { file: access.log } }
        management: { host: 127.0.0.1, port: 0 }
        shutdown: { linger: 0s, drain: 5s }
        deadline: %s
        backends: { %s }
        aggregates:
          /all:
            parts:
              a: { backend: a, path: / }
              b: { backend: b, path: / }
              c: { backend: c, path: / }
        """
            .formatted(deadline, backends));
  }

  /** Has them in force. The watch of the file may be faster than the signal. */
  private void use(ReloadingService service, String deadline, String backends) throws IOException {
    long before = service.service().configuration().generation();
    Path _ = write(deadline, backends);
    assertThat(service.reload()).isNotInstanceOf(Reloaded.Refused.class);
    assertThat(service.service().configuration().generation()).isGreaterThan(before);
  }

  /** Three transports. Each number makes other backends. */
  private String backends(int number) {
    return ("a: { url: \"%s\", maxBody: %dKiB }, b: { url: \"%s\", protocol: http/2, maxBody: %dKiB },"
            + " c: { url: \"%s\", transport: lean, maxBody: %dKiB }")
        .formatted(one.url(), number, two.url(), number, one.url(), number);
  }

  @Test
  void noRequestIsLostOrWrong() throws Exception {
    String other =
        backends(9)
            .replaceFirst(one.url().toString(), two.url().toString())
            .replaceFirst("maxBody", "protocol: http/2, maxBody");
    String first = "{\"complete\":true,\"data\":{\"a\":1,\"b\":2,\"c\":1},\"errors\":[]}";
    String second = "{\"complete\":true,\"data\":{\"a\":2,\"b\":2,\"c\":1},\"errors\":[]}";
    try (ReloadingService service = ReloadingService.start(write("30s", backends(9)));
        Load load = new Load(service)) {
      for (int i = 1; i <= 15; i++) {
        use(service, "30s", i % 2 == 0 ? backends(9) : other);
        assertThat(service.get("/all").body()).isEqualTo(i % 2 == 0 ? first : second);
        load.atLeast(10 * i);
      }
      assertThat(load.end()).isNotEmpty().containsOnly("200 " + first, "200 " + second);
    }
  }

  @Test
  void twoHundredReloadsLeaveNothing() throws Exception {
    try (ReloadingService service = ReloadingService.start(write("150ms", backends(100)));
        Load load = new Load(service)) {
      long threads = 0;
      long descriptors = 0;
      long pools = 0;
      Map<String, Long> objects = Map.of();
      for (int i = 1; i <= RELOADS; i++) {
        use(service, "150ms", backends(100 + i));
        load.atLeast(i);
        if (i % 10 == 0) {
          assertThat(service.metrics().mistakes()).isEmpty();
        }
        if (i == WARM) {
          threads = Thread.getAllStackTraces().size();
          descriptors = descriptors();
          pools = pools(service);
          objects = objects();
        }
      }
      assertThat(load.end()).isNotEmpty();
      assertThat(one.connections()).as("each reload connects again").isGreaterThan(RELOADS);
      // as many connections as there are clients, of each event loop and of two backends
      atMost(Platform.loops() * 2 * CLIENTS, one);
      atMost(Platform.loops(), two);
      Map<String, Long> warm = objects;
      // A connection may keep its last request until the next one.
      assertThat(Eventually.holds(Patience.HANG, () -> grown(warm).isEmpty()))
          .as("%s", grown(warm))
          .isLessThan(Patience.HANG);
      assertThat(pools(service)).isLessThan(pools + 50);
      assertThat(Thread.getAllStackTraces()).hasSizeLessThan((int) threads + 20);
      assertThat(descriptors()).isLessThan(descriptors + 50);
    }
  }

  /** What is made for each generation, by the names of classes. */
  private static Map<String, Long> objects() {
    Map<String, Long> objects = new TreeMap<>();
    for (String made : List.of("app", "backend", "config", "metrics")) {
      objects.putAll(LiveObjects.of("io.tributary." + made + "."));
    }
    return objects;
  }

  /** The classes with an object more for every other reload. */
  private static Map<String, Long> grown(Map<String, Long> before) {
    Map<String, Long> grown = objects();
    grown
        .entrySet()
        .removeIf(
            now -> now.getValue() < before.getOrDefault(now.getKey(), 0L) + (RELOADS - WARM) / 2);
    return grown;
  }

  /** The metrics that Vert.x has of its pools, which backends have too. */
  private static long pools(ReloadingService service) throws IOException, InterruptedException {
    return service.metrics().samples().keySet().stream()
        .filter(series -> series.startsWith("vertx_"))
        .count();
  }

  private static void atMost(int connections, FakeBackend backend) {
    assertThat(Eventually.holds(Patience.HANG, () -> backend.open() <= connections))
        .as("%d connections are open, of %d", backend.open(), backend.connections())
        .isLessThan(Patience.HANG);
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }

  /** Clients that ask again and again. */
  private static final class Load implements AutoCloseable {
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final List<CompletableFuture<List<String>>> clients = new ArrayList<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();

    Load(ReloadingService service) {
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(CompletableFuture.supplyAsync(() -> ask(service), threads));
      }
    }

    private List<String> ask(ReloadingService service) {
      List<String> answers = new ArrayList<>();
      while (!ended.get()) {
        try {
          HttpResponse<String> answer = service.get("/all");
          answers.add(answer.statusCode() + " " + answer.body());
        } catch (IOException | InterruptedException lost) {
          answers.add(lost.toString());
        }
        answered.incrementAndGet();
      }
      return answers;
    }

    /** Returns when so many requests were answered. */
    void atLeast(int requests) {
      assertThat(Eventually.holds(Patience.HANG, () -> answered.get() >= requests))
          .isLessThan(Patience.HANG);
    }

    /** The distinct answers. */
    List<String> end() {
      ended.set(true);
      return clients.stream().flatMap(client -> client.join().stream()).distinct().toList();
    }

    @Override
    public void close() {
      ended.set(true);
      threads.close();
    }
  }
}
