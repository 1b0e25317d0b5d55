package io.tributary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.stubs.Ports;
import io.tributary.stubs.Stub;
import io.tributary.stubs.StubFolder;
import java.io.IOException;
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
 * exec:exec@demo}. Makes a complete and a partial call and one with parts that depend on parts,
 * draws them, and stays up until it is stopped.
 */
final class Demo {
  private static final String SERVICE = "http://localhost:8080";

  private static final String STATE = "http://localhost:9090/console/state";

  private static final int NOT_FOUND = 404;
  private static final int WARM_UP_CALLS = 5;
  private static final int READS_OF_STATE = 20;
  private static final long MILLIS_BETWEEN_READS = 50;

  private static final String TRY =
      """

      Try:
        curl -i %1$s/aggregate
        curl -s %1$s/aggregate/order-report
        curl -s %1$s/aggregate/customers/u1
        curl -s '%1$s/aggregate/catalogue?ids=p6&ids=p99'
        curl -N -H 'Accept: text/event-stream' %1$s/aggregate/live
        curl -s http://localhost:9090/metrics | grep ^tributary_

      Make products fail, and work again:
        curl -X PUT -d '{"state":"failing"}' http://localhost:8083/__admin/scenarios/products/state
        curl -X PUT -d '{"state":"Started"}' http://localhost:8083/__admin/scenarios/products/state

      Make orders slow, and fast again:
        curl -X POST -d '{"fixedDelay":600}' http://localhost:8082/__admin/settings
        curl -X POST -d '{}' http://localhost:8082/__admin/settings

      See it: http://localhost:9090/

      Ctrl-C stops it all.\
      """
          .formatted(SERVICE);

  private final HttpClient client = HttpClient.newHttpClient();

  private Demo() {}

  /** Runs with the configuration of that name until stopped. */
  public static void main(String[] args) throws IOException, InterruptedException {
    List<StubFolder> stubs = StubFolder.in(StubFolder.SHIPPED);
    Optional<String> busy = busyPort(stubs);
    if (busy.isPresent()) {
      System.err.println("Cannot start: " + busy.get());
      System.exit(1);
    }
    for (StubFolder stub : stubs) {
      Stub _ = Stub.start(stub);
    }
    Shutdown shutdown = Shutdown.install();
    new Main(Map.of(), System.out, System.err, shutdown::stops)
        .run(List.of(args))
        .ifPresent(shutdown::exit);
    new Demo().show();
  }

  private static Optional<String> busyPort(List<StubFolder> stubs) {
    Map<Integer, String> ports = new TreeMap<>(Map.of(8080, "service", 9090, "management side"));
    stubs.forEach(stub -> ports.put(stub.port(), stub.name() + " stub"));
    return Ports.busy(ports);
  }

  private void show() throws IOException, InterruptedException {
    warmUp("/aggregate");
    draw("All three backends answer", call("/aggregate"));
    setProducts("failing");
    warmUp("/aggregate");
    draw("The products backend fails", call("/aggregate"));
    setProducts("Started");
    drawWaterfall("Parts that depend on parts", "/aggregate/customers/u1");
    System.out.println(TRY);
  }

  /** The stubs are cold the first times, and their delays are what is to be seen. */
  private void warmUp(String path) throws IOException, InterruptedException {
    for (int i = 0; i < WARM_UP_CALLS; i++) {
      HttpResponse<String> _ = call(path);
    }
  }

  private static void draw(String title, HttpResponse<String> answer) {
    draw(title, answer, Timeline.of(answer.headers().firstValue("Server-Timing").orElse("")));
  }

  private static void draw(String title, HttpResponse<String> answer, Timeline timeline) {
    System.out.printf(
        "%n%s: GET %s -> %d, complete: %s%n%s",
        title,
        answer.uri().getPath(),
        answer.statusCode(),
        answer.headers().firstValue("Aggregate-Complete").orElse("?"),
        timeline.draw());
  }

  /** If the configuration has such an aggregate and a console, which knows when parts began. */
  private void drawWaterfall(String title, String path) throws IOException, InterruptedException {
    if (call(path).statusCode() != NOT_FOUND) {
      warmUp(path);
      HttpResponse<String> answer = call(path);
      String id = answer.headers().firstValue("X-Request-Id").orElse("");
      for (int i = 0; i < READS_OF_STATE; i++) { // the console knows it a moment after the client
        JsonNode state = new ObjectMapper().readTree(get(STATE).body());
        Optional<Timeline> timeline = Waterfall.of(state, id);
        if (timeline.isPresent()) {
          draw(title, answer, timeline.get());
          return;
        }
        Thread.sleep(MILLIS_BETWEEN_READS);
      }
    }
  }

  private HttpResponse<String> call(String path) throws IOException, InterruptedException {
    return get(SERVICE + path);
  }

  private HttpResponse<String> get(String url) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }

  private void setProducts(String state) throws IOException, InterruptedException {
    client.send(
        HttpRequest.newBuilder(URI.create("http://localhost:8083/__admin/scenarios/products/state"))
            .PUT(HttpRequest.BodyPublishers.ofString("{\"state\":\"" + state + "\"}"))
            .build(),
        BodyHandlers.discarding());
  }
}
