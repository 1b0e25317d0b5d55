package io.tributary;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tributary before three stubbed backends, on one machine: {@code mvn -q test-compile
 * exec:exec@demo}. Makes a complete and a partial call, draws both, and stays up until it is
 * stopped.
 */
final class Demo {
  private static final Map<String, Integer> STUBS =
      Map.of("users", 8081, "orders", 8082, "products", 8083);
  private static final String SERVICE = "http://localhost:8080";

  private static final int WARM_UP_CALLS = 5;

  private static final String TRY =
      """

      Try:
        curl -i %1$s/aggregate
        curl -s %1$s/aggregate/order-report
        curl -s %1$s/aggregate/customers/u1
        curl -s http://localhost:9090/metrics | grep ^tributary_

      Make products fail, and work again:
        curl -X PUT -d '{"state":"failing"}' http://localhost:8083/__admin/scenarios/products/state
        curl -X PUT -d '{"state":"Started"}' http://localhost:8083/__admin/scenarios/products/state

      Ctrl-C stops it all."""
          .formatted(SERVICE);

  private final HttpClient client = HttpClient.newHttpClient();

  private Demo() {}

  /** Runs with the configuration of that name until stopped. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Optional<String> busy = busyPort();
    if (busy.isPresent()) {
      System.err.println("Cannot start: " + busy.get());
      System.exit(1);
    }
    STUBS.forEach(Demo::startStub);
    Shutdown shutdown = Shutdown.install();
    new Main(Map.of(), System.out, System.err, shutdown::stops)
        .run(List.of(args))
        .ifPresent(shutdown::exit);
    new Demo().show();
  }

  private static Optional<String> busyPort() {
    Map<String, Integer> ports = new TreeMap<>();
    STUBS.forEach((name, port) -> ports.put(name + " stub", port));
    ports.put("service", 8080);
    ports.put("management side", 9090);
    for (Map.Entry<String, Integer> stub : ports.entrySet()) {
      try (var probe = new ServerSocket()) {
        probe.setReuseAddress(true);
        probe.bind(new InetSocketAddress(stub.getValue()));
      } catch (BindException inUse) {
        return Optional.of(
            "port " + stub.getValue() + ", for the " + stub.getKey() + ", is in use");
      } catch (IOException other) {
        return Optional.of("port " + stub.getValue() + ": " + other.getMessage());
      }
    }
    return Optional.empty();
  }

  private static void startStub(String name, int port) {
    new WireMockServer(options().port(port).usingFilesUnderDirectory("deploy/wiremock/" + name))
        .start();
  }

  private void show() throws IOException, InterruptedException {
    warmUp();
    draw("All three backends answer", call("/aggregate"));
    setProducts("failing");
    warmUp();
    draw("The products backend fails", call("/aggregate"));
    setProducts("Started");
    System.out.println(TRY);
  }

  /** The stubs are cold the first times, and their delays are what is to be seen. */
  private void warmUp() throws IOException, InterruptedException {
    for (int i = 0; i < WARM_UP_CALLS; i++) {
      HttpResponse<String> _ = call("/aggregate");
    }
  }

  private static void draw(String title, HttpResponse<String> answer) {
    String timing = answer.headers().firstValue("Server-Timing").orElse("");
    String complete = answer.headers().firstValue("Aggregate-Complete").orElse("?");
    System.out.printf(
        "%n%s: GET /aggregate -> %d, complete: %s%n%s",
        title, answer.statusCode(), complete, Timeline.of(timing).draw());
  }

  private HttpResponse<String> call(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(SERVICE + path)).build(), BodyHandlers.ofString());
  }

  private void setProducts(String state) throws IOException, InterruptedException {
    client.send(
        HttpRequest.newBuilder(URI.create("http://localhost:8083/__admin/scenarios/products/state"))
            .PUT(HttpRequest.BodyPublishers.ofString("{\"state\":\"" + state + "\"}"))
            .build(),
        BodyHandlers.discarding());
  }
}
