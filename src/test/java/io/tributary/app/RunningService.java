package io.tributary.app;

import static io.tributary.support.TestVertx.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.ConfigException;
import io.tributary.metrics.Telemetry;
import io.tributary.support.Patience;
import io.tributary.transform.Transform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The whole service inside the test's JVM, on free ports, from a configuration's text. */
final class RunningService implements AutoCloseable {
  private static final String PORTS =
      """
      server: { host: 127.0.0.1, port: 0, maxInFlight: 3, @key }
      management: { host: 127.0.0.1, port: 0 }
      shutdown: { linger: 0s, drain: 5s }
      """;

  private final Service service;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private RunningService(Service service) {
    this.service = service;
  }

  /** Starts it; the text needs neither ports nor times of shutting down. */
  static RunningService start(String yaml) throws ConfigException, IOException {
    return start(yaml, Map.of());
  }

  /** The same with a key of the server. */
  static RunningService startWith(String key, String yaml) throws ConfigException, IOException {
    return start(key, yaml, Map.of());
  }

  /** The same with transforms of the test's own, by the files that the text names. */
  static RunningService start(String yaml, Map<String, Transform> transforms)
      throws ConfigException, IOException {
    return start("headTimeout: 10s", yaml, transforms);
  }

  private static RunningService start(String key, String yaml, Map<String, Transform> transforms)
      throws ConfigException, IOException {
    Path folder = Files.createTempDirectory("tributary");
    List<Path> files = new ArrayList<>();
    try {
      for (String name : transforms.keySet()) {
        files.add(Files.writeString(folder.resolve(name), "."));
      }
      files.add(
          Files.writeString(
              folder.resolve("tributary.yaml"),
              PORTS.replace("@key", key) + RunningGateway.patient(yaml)));
      LoadedConfig loaded = LoadedConfig.from(files.getLast(), Map.of());
      Map<String, Transform> all = new HashMap<>(loaded.transforms());
      all.putAll(transforms);
      return new RunningService(
          await(
              Service.start(
                  new ConfigFile(files.getLast(), Map.of()),
                  new LoadedConfig(loaded.config(), all),
                  Platform.start(new Telemetry()),
                  Optional.empty())));
    } finally {
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(folder);
    }
  }

  Service service() {
    return service;
  }

  HttpClient client() {
    return client;
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + service.port() + path);
  }

  URI managementUrl(String path) {
    return URI.create("http://127.0.0.1:" + service.managementPort() + path);
  }

  /** Answers GET of this path on the public port. */
  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(url(path)).build());
  }

  /** Answers GET of this path on the management port. */
  HttpResponse<String> ask(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(managementUrl(path)).build());
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** What {@code /metrics} says now. */
  Exposition metrics() throws IOException, InterruptedException {
    return Exposition.parse(ask("/metrics").body());
  }

  /** Returns when the metrics are like that, or fails. */
  void eventually(Predicate<Exposition> condition) throws IOException, InterruptedException {
    long end = System.nanoTime() + Patience.HANG.toNanos();
    while (!condition.test(metrics())) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
    }
  }

  @Override
  public void close() {
    client.close();
    await(service.stop());
  }
}
