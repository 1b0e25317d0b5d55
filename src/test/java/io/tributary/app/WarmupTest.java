package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.config.AggregateConfig;
import io.tributary.config.Config;
import io.tributary.support.Authority;
import io.tributary.support.FakeBackend;
import io.tributary.support.RecordedLogs;
import io.tributary.support.TestVertx;
import io.tributary.transform.Transform;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the warm-up may never do. */
final class WarmupTest {
  private final Vertx vertx = TestVertx.create();
  private final FakeBackend backend = FakeBackend.start(vertx, exchange -> exchange.answer("[]"));

  @TempDir Path folder = Path.of("");

  @AfterEach
  void stop() {
    TestVertx.close(vertx);
  }

  @Test
  void neverCallsTheConfiguredBackends() throws Exception {
    try (RunningService service = RunningService.start(yaml())) {
      assertThat(backend.connections()).isZero();
      assertThat(service.get("/aggregate").statusCode()).isEqualTo(200);
      assertThat(backend.heads()).hasSize(1);
    }
  }

  @Test
  void neverCallsABackendOverTlsAndNeedsNoneOfItsFiles() throws Exception {
    Path ca = Authority.create(folder).certificate();
    Path file = folder.resolve("tributary.yaml");
    Files.writeString(
        file,
        yaml()
            .replace("http:", "https:")
            .replace("\" }", "\", tls: { ca: \"" + ca + "\", serverName: users } }"));
    LoadedConfig loaded = LoadedConfig.from(file, Map.of());
    Files.delete(ca);
    try (RecordedLogs logs = new RecordedLogs()) {
      Warmup.run(loaded);
      assertThat(logs.lines()).isEmpty();
    }
    assertThat(backend.connections()).isZero();
  }

  @Test
  void leavesNothingInTheMetrics() throws Exception {
    try (RunningService service = RunningService.start(yaml())) {
      Exposition metrics = service.metrics();
      assertThat(metrics.samples().keySet())
          .noneMatch(series -> series.startsWith("tributary_aggregate_"))
          .noneMatch(series -> series.startsWith("tributary_part_"))
          .noneMatch(series -> series.startsWith("tributary_backend_"));
      assertThat(metrics.value("tributary_transform_seconds_count")).isZero();
      assertThat(metrics.value("tributary_shed_total")).isZero();
      assertThat(metrics.value("tributary_in_flight")).isZero();
    }
  }

  /** A value that keeps the rules of an input is not known. */
  @Test
  void reachesAnAggregateWhateverItsInputsMustBe() throws Exception {
    Files.writeString(folder.resolve("own.jslt"), ".");
    Path file = folder.resolve("tributary.yaml");
    Files.writeString(
        file,
        yaml()
                .replace("path: /it", "path: \"/it/{a}{?b}\"")
                .replace("/aggregate", "/aggregate/{id}")
            + "    transform: own.jslt\n    strictQuery: true\n"
            + "    inputs: { id: { format: uuid }, a: { required: true, enum: [x] }, b: { required: true, in: header } }\n");
    AtomicInteger transformed = new AtomicInteger();
    Own counting =
        new Own(
            parts -> {
              transformed.incrementAndGet();
              return parts;
            });
    Warmup.run(
        new LoadedConfig(LoadedConfig.from(file, Map.of()).config(), Map.of("own.jslt", counting)));
    assertThat(transformed).hasPositiveValue();
  }

  @Test
  void endsThoughATransformFailsOnMadeUpData() throws Exception {
    assertThat(
            secondsOfWarmingUp(
                _ -> {
                  throw new IllegalStateException("not my data");
                }))
        .isLessThan(30);
  }

  @Test
  void endsThoughATransformDoesNot() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    try {
      assertThat(
              secondsOfWarmingUp(
                  parts -> {
                    awaitDeafly(release);
                    return parts;
                  }))
          .isLessThan(30);
    } finally {
      release.countDown();
    }
  }

  @Test
  @DisplayName("D7: the warm-up is silent, however slow a transform is")
  void logsNothingAboutSlowTransforms() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    try (RecordedLogs logs = new RecordedLogs()) {
      assertThat(
              secondsOfWarmingUp(
                  parts -> {
                    awaitDeafly(release);
                    return parts;
                  }))
          .isLessThan(30);
      assertThat(logs.lines()).isEmpty();
    } finally {
      release.countDown();
    }
  }

  @Test
  @DisplayName(
      "D9: the warm-up calls as many aggregates for a long configuration as for a short one")
  void rehearsesAFewAggregatesOfEachKind() throws Exception {
    StringBuilder yaml = new StringBuilder(yaml());
    for (int i = 0; i < 1000; i++) {
      yaml.append("  /a%d: { parts: { it: { backend: it, path: /it } } }\n".formatted(i));
    }
    yaml.append(
        """
          /last:
            parts:
              it: { backend: it, path: /it }
              more: { backend: it, path: "/it/{id}", with: { id: ".it[0].id" } }
        """);
    Path file = Files.writeString(folder.resolve("tributary.yaml"), yaml);
    Config config = LoadedConfig.from(file, Map.of()).config();
    assertThat(Rehearsal.of(config).aggregates())
        .hasSize(8)
        .extracting(AggregateConfig::path)
        .contains("/aggregate", "/last");
  }

  private long secondsOfWarmingUp(UnaryOperator<JsonNode> work) throws Exception {
    Files.writeString(folder.resolve("own.jslt"), ".");
    Path file = folder.resolve("tributary.yaml");
    Files.writeString(file, "deadline: 1m\n" + yaml() + "    transform: own.jslt\n");
    Config config = LoadedConfig.from(file, Map.of()).config();
    long begun = System.nanoTime();
    Warmup.run(new LoadedConfig(config, Map.of("own.jslt", new Own(work))));
    return Duration.ofNanos(System.nanoTime() - begun).toSeconds();
  }

  private static void awaitDeafly(CountDownLatch release) {
    while (release.getCount() > 0) {
      try {
        release.await();
      } catch (InterruptedException _) {
        // as code that knows no interrupts would
      }
    }
  }

  private record Own(UnaryOperator<JsonNode> work) implements Transform {
    @Override
    public String name() {
      return "own";
    }

    @Override
    public JsonNode apply(ObjectNode parts) {
      return work.apply(parts);
    }
  }

  private String yaml() {
    return """
    backends:
      it: { url: "%s" }
    aggregates:
      /aggregate:
        parts: { it: { backend: it, path: /it } }
    """
        .formatted(backend.url());
  }
}
