package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.FakeBackend;
import io.tributary.support.TestVertx;
import io.tributary.support.Tool;
import io.vertx.core.Vertx;
import java.lang.ProcessBuilder.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a Prometheus server thinks of the page, and how many series it has to keep. */
final class SeriesTest {
  private final Vertx vertx = TestVertx.create();
  private final FakeBackend backend = FakeBackend.start(vertx, exchange -> exchange.answer("[1]"));
  private final RunningService service = started();

  @TempDir Path folder = Path.of("");

  private RunningService started() {
    try {
      return RunningService.start(
          """
          backends:
            it: { url: "%s" }
          aggregates:
            /items/{id}:
              inputs: { q: {} }
              parts: { it: { backend: it, path: "/items/{id}{?q}", forward: [X-Tenant] } }
          """
              .formatted(backend.url()));
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  @BeforeEach
  void everyKindOfRequestOnce() throws Exception {
    one(0);
    service.eventually(metrics -> metrics.total("http_server_request_duration_seconds_count") == 4);
  }

  @AfterEach
  void stop() {
    service.close();
    TestVertx.close(vertx);
  }

  @Test
  @DisplayName("fault 168: different paths, methods and headers make no series")
  void nothingAClientMakesUpBecomesASeries() throws Exception {
    assertThat(series()).isNotEmpty(); // reading the page makes series of its own, once
    Set<String> before = series();
    for (int i = 1; i <= 250; i++) { // four requests each
      one(i);
    }
    assertThat(series()).isEqualTo(before);
  }

  @Test
  void everySeriesIsDescribedTypedAndThereOnce() throws Exception {
    Exposition page = service.metrics();
    assertThat(page.mistakes()).isEmpty();
    assertThat(page.samples()).hasSizeGreaterThan(100);
    assertThat(page.types().values())
        .allMatch(Set.of("counter", "gauge", "histogram", "summary")::contains);
  }

  @Test
  void promtoolHasNothingToSay() throws Exception {
    Path page = Files.writeString(folder.resolve("page"), service.ask("/metrics").body());
    Tool.Result checked =
        new Tool("promtool")
            .run(folder.toString(), Redirect.from(page.toFile()), "check", "metrics");
    assertThat(checked.output()).isEmpty();
    assertThat(checked.exit()).isZero();
  }

  @Test
  void offersOpenMetricsToThoseWhoAcceptIt() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(service.managementUrl("/metrics"))
            .header(
                "Accept",
                "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.3")
            .build();
    HttpResponse<String> page = service.send(request);
    assertThat(page.headers().firstValue("Content-Type"))
        .hasValue("application/openmetrics-text; version=1.0.0; charset=utf-8");
    assertThat(page.body()).contains("# TYPE tributary_shed counter\n").endsWith("\n# EOF\n");
    assertThat(service.ask("/metrics").body()).contains("# TYPE tributary_shed_total counter\n");
  }

  private void one(int i) throws Exception {
    send("GET", "/items/id" + i + "?q=" + i + "&other" + i + "=1", i, 200);
    send("GET", "/nowhere/" + i, i, 404);
    send("VERB" + i, "/items/id" + i, i, 405);
    send("HEAD", "/items/id" + i, i, 200);
  }

  private void send(String method, String path, int i, int status) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(service.url(path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("X-Request-Id", "request-" + i)
            .header("X-Tenant", "tenant-" + i)
            .header("User-Agent", "agent-" + i)
            .build();
    assertThat(service.send(request).statusCode()).isEqualTo(status);
  }

  /** All but the pauses of the garbage collector, whose causes appear when they happen. */
  private Set<String> series() throws Exception {
    Set<String> names = new TreeSet<>(service.metrics().samples().keySet());
    names.removeIf(name -> name.startsWith("jvm_"));
    return names;
  }
}
