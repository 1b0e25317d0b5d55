package io.tributary.app;

import static io.tributary.support.TestVertx.await;

import io.tributary.config.Config;
import io.tributary.config.ConfigException;
import io.tributary.openapi.ApiDocument;
import io.tributary.support.Certificate;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The public side of the service, started from a configuration's text on a free port, for tests.
 */
final class RunningGateway implements AutoCloseable {
  private static final String SERVER = "server: { host: 127.0.0.1, port: 0 }\n";

  /** Long enough for a busy machine. A test about a deadline has its own. */
  private static final String DEADLINE = "deadline: 60s\n";

  private final Vertx vertx;
  private final Gateway gateway;
  private final HttpClient client = HttpClient.newHttpClient();

  private RunningGateway(Vertx vertx, LoadedConfig loaded, Observers observers) {
    this.vertx = vertx;
    gateway =
        await(Gateway.start(vertx, 2, loaded, new ApiDocument(vertx, loaded.config()), observers));
  }

  /** Starts it; the text needs no server: by default it is on a free loopback port. */
  static RunningGateway start(String yaml) throws ConfigException, IOException {
    return start(yaml, Observers.NONE);
  }

  /**
   * Starts it over TLS on a free loopback port.
   *
   * @param keys further keys of {@code server}, each after a comma
   * @param yaml the configuration without {@code server}
   */
  static RunningGateway overTls(Certificate certificate, String keys, String yaml)
      throws ConfigException, IOException {
    return start(
        "server: { host: 127.0.0.1, port: 0, tls: { certificate: \"%s\", key: \"%s\" }%s }\n%s"
            .formatted(certificate.certificate(), certificate.key(), keys, yaml));
  }

  static RunningGateway start(String yaml, Observers observers)
      throws ConfigException, IOException {
    return start(TestVertx.create(), yaml, observers);
  }

  /** Starts it on that Vert.x, and closes that with it. */
  static RunningGateway start(Vertx vertx, String yaml, Observers observers)
      throws ConfigException, IOException {
    Path file = Files.createTempFile("tributary", ".yaml");
    try {
      Files.writeString(file, complete(yaml));
      return start(vertx, LoadedConfig.from(file, Map.of()), observers);
    } finally {
      Files.delete(file);
    }
  }

  /** Starts it with files beside the configuration, by their names. */
  static RunningGateway start(String yaml, Map<String, String> files)
      throws ConfigException, IOException {
    return start(yaml, files, Observers.NONE);
  }

  /** The same, observed. */
  static RunningGateway start(String yaml, Map<String, String> files, Observers observers)
      throws ConfigException, IOException {
    Path folder = Files.createTempDirectory("tributary");
    List<Path> written = new ArrayList<>();
    try {
      for (Map.Entry<String, String> file : files.entrySet()) {
        written.add(Files.writeString(folder.resolve(file.getKey()), file.getValue()));
      }
      written.add(Files.writeString(folder.resolve("tributary.yaml"), complete(yaml)));
      LoadedConfig loaded = LoadedConfig.from(written.getLast(), Map.of());
      return start(TestVertx.create(), loaded, observers);
    } finally {
      for (Path file : written) {
        Files.delete(file);
      }
      Files.delete(folder);
    }
  }

  private static String complete(String yaml) {
    return patient(yaml.startsWith("server:") ? yaml : SERVER + yaml);
  }

  /** The text with a long deadline after it, unless it has one. */
  static String patient(String yaml) {
    return yaml.contains("deadline:") ? yaml : yaml + "\n" + DEADLINE;
  }

  /** Starts the configuration of that file, with that environment, on a free port. */
  static RunningGateway of(Path file, Map<String, String> environment) throws ConfigException {
    LoadedConfig loaded = LoadedConfig.from(file, environment);
    Config config = loaded.config();
    Config elsewhere = config.withServer(config.server().at("127.0.0.1", 0));
    return start(
        TestVertx.create(), new LoadedConfig(elsewhere, loaded.transforms()), Observers.NONE);
  }

  private static RunningGateway start(Vertx vertx, LoadedConfig loaded, Observers observers) {
    Warm.up();
    return new RunningGateway(vertx, loaded, observers);
  }

  /** Loads and compiles the code once, so that cold code does not count as a blocked event loop. */
  private static final class Warm {
    static {
      try {
        LoadedConfig shipped = LoadedConfig.from(Path.of("config/tributary.yaml"), Map.of());
        Warmup.run(shipped);
      } catch (ConfigException wrong) {
        throw new ExceptionInInitializerError(wrong);
      }
    }

    static void up() {}
  }

  Gateway gateway() {
    return gateway;
  }

  int port() {
    return gateway.port();
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send("GET", path, headers);
  }

  HttpResponse<String> send(String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Sends a document. */
  HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    client.close();
    TestVertx.close(vertx);
  }
}
