package io.tributary.app;

import static io.tributary.support.TestVertx.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.ConfigException;
import io.tributary.metrics.Telemetry;
import io.tributary.support.Eventually;
import io.tributary.support.ExportedSpan;
import io.tributary.support.FakeBackend;
import io.tributary.support.OtlpReceiver;
import io.tributary.support.Patience;
import io.tributary.tracing.Tracing;
import io.tributary.tracing.TracingVariables;
import io.tributary.transform.Transform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The whole service inside the test's JVM, on free ports, that exports spans to a receiver. */
final class TracedService implements AutoCloseable {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  /** What must never be exported. */
  static final String CANARY = "c4n4ry";

  static final String CLIENT_SPAN = "00f067aa0ba902b7";
  static final String SAMPLED = "00-" + TRACE + "-" + CLIENT_SPAN + "-01";
  static final String NOT_SAMPLED = "00-" + TRACE + "-" + CLIENT_SPAN + "-00";

  private static final String PORTS =
      """
      server: { host: 127.0.0.1, port: 0 }
      management: { host: 127.0.0.1, port: 0 }
      shutdown: { linger: 0s, drain: 5s }
      """;

  private final OtlpReceiver receiver;
  private final Path file;
  private final Service service;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private TracedService(OtlpReceiver receiver, Path file, Service service) {
    this.receiver = receiver;
    this.file = file;
    this.service = service;
  }

  /** Starts it with a file in that folder, which needs no ports, and further variables. */
  static TracedService start(
      OtlpReceiver receiver, Path folder, String yaml, Map<String, String> variables)
      throws ConfigException, IOException {
    return start(receiver, folder, yaml, variables, Map.of());
  }

  /** The same with transforms of the test's own. */
  static TracedService start(
      OtlpReceiver receiver,
      Path folder,
      String yaml,
      Map<String, String> variables,
      Map<String, Transform> transforms)
      throws ConfigException, IOException {
    for (String name : transforms.keySet()) {
      Files.writeString(folder.resolve(name), ".");
    }
    String whole = PORTS + RunningGateway.patient(yaml);
    Path path = Files.writeString(folder.resolve("tributary.yaml"), whole);
    LoadedConfig loaded = LoadedConfig.from(path, Map.of("API_TOKEN", CANARY));
    Map<String, Transform> all = new HashMap<>(loaded.transforms());
    all.putAll(transforms);
    Map<String, String> environment = new HashMap<>();
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.url().toString());
    environment.put("OTEL_BSP_SCHEDULE_DELAY", "20");
    environment.putAll(variables);
    Service service =
        await(
            Service.start(
                new ConfigFile(path, Map.of()),
                new LoadedConfig(loaded.config(), all),
                Platform.start(Telemetry.withExemplars()),
                Tracing.start(TracingVariables.read(environment))));
    return new TracedService(receiver, path, service);
  }

  /**
   * Starts it before one backend, as {@code b} and as {@code fragile}, which has a breaker.
   *
   * @param aggregates as in the file, without the braces around them
   */
  static TracedService before(
      FakeBackend backend, OtlpReceiver receiver, Path folder, String transport, String aggregates)
      throws ConfigException, IOException {
    return start(
        receiver,
        folder,
        """
        deadline: 60s
        backends:
          b: { url: "%s", transport: %s, headers: { X-Secret: %s } }
          fragile: { url: "%s", transport: %s, breaker: { failures: 1, open: 1m } }
        aggregates: { %s }
        """
            .formatted(backend.url(), transport, CANARY, backend.url(), transport, aggregates),
        Map.of(),
        Map.of("throwing.jslt", new ThrowingTransform()));
  }

  /** Answers GET of this path on the public port. */
  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send(service.port(), path, headers);
  }

  /** The metrics, with exemplars. */
  String openMetrics() throws IOException, InterruptedException {
    return send(
            service.managementPort(),
            "/metrics",
            "Accept",
            "application/openmetrics-text;version=1.0.0")
        .body();
  }

  /** The metrics in Prometheus' text format. */
  Exposition metrics() throws IOException, InterruptedException {
    return Exposition.parse(send(service.managementPort(), "/metrics").body());
  }

  private HttpResponse<String> send(int port, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  int port() {
    return service.port();
  }

  /** Writes the file and reloads it. */
  void reload(String yaml) throws IOException {
    long before = service.configuration().generation();
    Files.writeString(file, PORTS + RunningGateway.patient(yaml));
    Reloaded _ = await(service.reload(ReloadReason.REQUEST));
    // also if the watch of the file was faster
    assertThat(service.configuration().generation()).isGreaterThan(before);
  }

  /** The spans of a trace, once that of the request is among them. */
  List<ExportedSpan> spans(String trace) {
    Predicate<ExportedSpan> server = span -> span.kind().equals("SERVER");
    assertThat(Eventually.holds(Patience.HANG, () -> of(trace).stream().anyMatch(server)))
        .as("spans of %s in %s", trace, receiver.spans())
        .isLessThan(Patience.HANG);
    return of(trace);
  }

  /** The spans of the one request that the client of {@link #SAMPLED} has sent. */
  List<ExportedSpan> spans() {
    return spans(TRACE);
  }

  /** The spans of the request with this id. */
  List<ExportedSpan> spansOfRequest(String id) {
    Predicate<ExportedSpan> wanted = span -> span.get("tributary.request_id").equals(id);
    assertThat(Eventually.holds(Patience.HANG, () -> receiver.spans().stream().anyMatch(wanted)))
        .isLessThan(Patience.HANG);
    return of(receiver.spans().stream().filter(wanted).findFirst().orElseThrow().trace());
  }

  /** The one span of this name among {@link #spans()}. */
  ExportedSpan span(String name) {
    List<ExportedSpan> named = spans().stream().filter(span -> span.name().equals(name)).toList();
    assertThat(named).as("%s in %s", name, spans()).hasSize(1);
    return named.getFirst();
  }

  private List<ExportedSpan> of(String trace) {
    return receiver.spans().stream().filter(span -> span.trace().equals(trace)).toList();
  }

  @Override
  public void close() {
    client.close();
    await(service.stop());
  }
}
