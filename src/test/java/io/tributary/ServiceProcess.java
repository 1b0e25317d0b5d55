package io.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The packaged service, serving on two free ports, and what its probes said from its start on.
 *
 * @param untilReady from the start of its process
 * @param statuses the distinct answers of {@code /readyz} in order; 0 where nothing listened
 */
record ServiceProcess(
    JarProcess process, int port, int managementPort, Duration untilReady, List<Integer> statuses)
    implements AutoCloseable {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration MAX_START = Patience.HANG;
  private static final int ATTEMPTS = 5;

  /** Long enough for a busy machine. A test about a deadline has its own. */
  private static final String DEADLINE = "deadline: 60s\n";

  private static final String PORTS =
      """
      server: { host: 127.0.0.1, port: @port }
      management: { host: 127.0.0.1, port: @managementPort }
      """;

  /** Starts the process. */
  @FunctionalInterface
  interface Launch {
    JarProcess start(Path folder, String config) throws IOException;
  }

  /**
   * Returns when it is ready; the text needs no ports and no deadline. One with {@code @port} and
   * {@code @managementPort} says itself where it listens.
   */
  static ServiceProcess start(Path folder, String yaml) throws IOException, InterruptedException {
    return start(folder, yaml, JarProcess::start);
  }

  /** The same for a process that is started in another way. */
  static ServiceProcess start(Path folder, String yaml, Launch launch)
      throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      int[] ports = freePorts();
      Path config = folder.resolve("tributary.yaml");
      Files.writeString(config, complete(yaml, ports));
      long begun = System.nanoTime();
      JarProcess process = launch.start(folder, config.toString());
      List<Integer> statuses = new ArrayList<>();
      while (process.runs() && System.nanoTime() - begun < MAX_START.toNanos()) {
        int status = process.listensOn(ports[1]) ? status(ports[1], "/readyz") : 0;
        if (statuses.isEmpty() || statuses.getLast() != status) {
          statuses.add(status);
        }
        if (status == 200) {
          return new ServiceProcess(
              process, ports[0], ports[1], Duration.ofNanos(System.nanoTime() - begun), statuses);
        }
      }
      String said = process.out() + process.err();
      process.close();
      assertThat(attempt < ATTEMPTS && said.contains("is in use")).as(said).isTrue();
    }
  }

  private static String complete(String yaml, int[] ports) {
    String withPorts = yaml.contains("@port") ? yaml : PORTS + yaml;
    String complete = yaml.contains("deadline:") ? withPorts : DEADLINE + withPorts;
    return complete
        .replace("@port", Integer.toString(ports[0]))
        .replace("@managementPort", Integer.toString(ports[1]));
  }

  /** Two ports that are free now; another process may still take them. */
  static int[] freePorts() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket one = new ServerSocket(0, 1, loopback);
        ServerSocket other = new ServerSocket(0, 1, loopback)) {
      return new int[] {one.getLocalPort(), other.getLocalPort()};
    }
  }

  /** Answers GET on the public port. */
  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return get(port, path, headers);
  }

  /** Answers GET on the management port. */
  HttpResponse<String> ask(String path) throws IOException, InterruptedException {
    return get(managementPort, path);
  }

  /** Answers POST on the management port. */
  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return CLIENT.send(
        request(managementPort, path).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** The status on the management port; 0 where nothing listens. */
  int probe(String path) throws InterruptedException {
    return status(managementPort, path);
  }

  private static int status(int port, String path) throws InterruptedException {
    try {
      return get(port, path).statusCode();
    } catch (IOException nothingThere) {
      return 0;
    }
  }

  private static HttpResponse<String> get(int port, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(port, path);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Patience.HANG);
  }

  @Override
  public void close() {
    process.close();
  }
}
