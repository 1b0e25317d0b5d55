package io.tributary.app;

import static io.tributary.support.TestVertx.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.ConfigException;
import io.tributary.config.yaml.SourceFiles;
import io.tributary.metrics.Telemetry;
import io.tributary.ops.ConfigStatus;
import io.tributary.support.Eventually;
import io.tributary.support.Patience;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The whole service inside the test's JVM, on free ports, with a file that the test changes. */
final class ReloadingService implements AutoCloseable {
  static final String PORTS =
      """
      server: { host: 127.0.0.1, port: 0 }
      management: { host: 127.0.0.1, port: 0 }
      shutdown: { linger: 0s, drain: 5s }
      """;

  private final ConfigFile file;
  private final Service service;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private ReloadingService(ConfigFile file) throws ConfigException {
    this.file = file;
    this.service =
        await(
            Service.start(
                file,
                file.load(new SourceFiles()),
                Platform.start(new Telemetry()),
                Optional.empty()));
  }

  /** Starts it with a file in that folder; the text needs no ports. */
  static ReloadingService start(Path folder, String yaml) throws ConfigException, IOException {
    Path file = folder.resolve("tributary.yaml");
    Files.writeString(file, PORTS + RunningGateway.patient(yaml));
    return start(file);
  }

  /** Starts it with a file as it is. */
  static ReloadingService start(Path file) throws ConfigException {
    return new ReloadingService(new ConfigFile(file, Map.of()));
  }

  Service service() {
    return service;
  }

  /** Writes the file as a whole. */
  void write(String yaml) throws IOException {
    Files.writeString(
        file.path(), yaml.startsWith("server:") ? yaml : PORTS + RunningGateway.patient(yaml));
  }

  /** Writes the file and reloads it. The watch of the file may be faster, with the same result. */
  Reloaded reload(String yaml) throws IOException {
    long before = service.configuration().generation();
    write(yaml);
    Reloaded reloaded = reload();
    ConfigStatus now = service.configuration();
    return reloaded instanceof Reloaded.Unchanged && now.generation() > before
        ? new Reloaded.Applied(now.generation(), now.changes(), now.restart())
        : reloaded;
  }

  Reloaded reload() {
    return await(service.reload(ReloadReason.SIGNAL));
  }

  /** Answers GET of this path on the public port. */
  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(url(service.port(), path)).build());
  }

  /** Answers GET of this path on the management port. */
  HttpResponse<String> ask(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(url(service.managementPort(), path)).build());
  }

  /** Answers POST of this path on the management port. */
  HttpResponse<String> post(String path) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(url(service.managementPort(), path))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build());
  }

  private static URI url(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** What {@code /metrics} says now. */
  Exposition metrics() throws IOException, InterruptedException {
    return Exposition.parse(ask("/metrics").body());
  }

  /** Returns when the metrics are like that, or fails. */
  void eventually(Predicate<Exposition> condition) {
    assertThat(Eventually.holds(Patience.HANG, () -> condition.test(uncheckedMetrics())))
        .isLessThan(Patience.HANG);
  }

  private Exposition uncheckedMetrics() {
    try {
      return metrics();
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Override
  public void close() {
    client.close();
    await(service.stop());
  }
}
