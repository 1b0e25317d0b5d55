package io.tributary.stubs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.support.Patience;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code exec:exec@stubs} serves, and how it is switched. */
class StubTest {
  private static final Duration LONG = Duration.ofSeconds(2);

  @TempDir private Path folder = Path.of("");

  private final HttpClient client = HttpClient.newHttpClient();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @AfterEach
  void stop() {
    client.close();
  }

  @Test
  void theShippedStubsHaveThePortsOfTheShippedConfiguration() throws Exception {
    assertThat(StubFolder.in(StubFolder.SHIPPED))
        .extracting(StubFolder::name, StubFolder::port)
        .startsWith(tuple("users", 8081), tuple("orders", 8082), tuple("products", 8083));
  }

  @Test
  void everyOtherFolderGetsTheNextPort() throws Exception {
    for (String name : List.of("users", "products", "inventory", "billing")) {
      Files.createDirectories(folder.resolve(name));
    }
    Files.writeString(folder.resolve("README.md"), "no stub");
    assertThat(StubFolder.in(folder))
        .extracting(stub -> stub.name() + " " + stub.port())
        .containsExactly("users 8081", "products 8083", "billing 8084", "inventory 8085");
  }

  @Test
  void printsWhatIsServedAndWhatIsSwitchedOn() throws Exception {
    Switches switches = Switches.read("users:2s", "orders:500", List.of("users", "orders"));
    List<StubFolder> folders = List.of(shipped("users"), shipped("orders"));
    List<Stub> stubs = StubsCommand.serve(folders, switches, new PrintStream(printed, true, UTF_8));
    try {
      assertThat(get(stubs.get(1), "/orders").statusCode()).isEqualTo(500);
      assertThat(printed.toString(UTF_8))
          .startsWith(
              """
              users   %s  GET /users, GET /users/{id}  delay 2000 ms
              orders  %s  GET /orders, POST /orders  fault 500
              """
                  .formatted(stubs.get(0).url(), stubs.get(1).url()))
          .contains("/__admin/settings", "/__admin/scenarios/fault/state", "Ctrl-C");
    } finally {
      stubs.forEach(Stub::close);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "garbage", "empty"})
  void aFaultBreaksTheResponseUntilItIsSwitchedOff(String fault) throws Exception {
    try (Stub orders = Stub.start(shipped("orders"))) {
      assertThat(send(orders, "PUT", "/__admin/scenarios/fault/state", state(fault)))
          .isEqualTo(200);
      assertThatThrownBy(() -> get(orders, "/orders")).isInstanceOf(IOException.class);
      assertThat(send(orders, "PUT", "/__admin/scenarios/fault/state", "")).isEqualTo(200);
      assertThat(get(orders, "/orders").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void manyRequestsMayHangAndTheStubCanStillBeSwitched() throws Exception {
    try (Stub orders = Stub.start(shipped("orders"))) {
      orders.fail(Fault.HANG);
      for (int i = 0; i < 100; i++) {
        var _ = client.sendAsync(request(orders, "/orders").build(), discarding());
      }
      HttpRequest last = request(orders, "/orders").timeout(Duration.ofMillis(300)).build();
      assertThatThrownBy(() -> client.send(last, discarding()))
          .isInstanceOf(HttpTimeoutException.class);
      assertThat(send(orders, "PUT", "/__admin/scenarios/fault/state", "")).isEqualTo(200);
      assertThat(get(orders, "/orders").statusCode()).isEqualTo(200);
      client.shutdownNow();
    }
  }

  @Test
  void aDelayReplacesThatOfTheFilesUntilItIsTakenBack() throws Exception {
    try (Stub orders = Stub.start(shipped("orders"))) {
      orders.delay(LONG);
      assertThat(timeOfGet(orders)).isGreaterThanOrEqualTo(LONG);
      assertThat(send(orders, "POST", "/__admin/settings", "{}")).isEqualTo(200);
      assertThat(orders.served()).containsExactly("GET /orders", "POST /orders");
      assertThat(get(orders, "/__admin/settings").body()).doesNotContain("2000");
    }
  }

  @Test
  void theFilesCanBeReadAgain() throws Exception {
    Path mappings = Files.createDirectories(folder.resolve("inventory/mappings"));
    StubFolder inventory = new StubFolder("inventory", folder.resolve("inventory"), 0);
    try (Stub stub = Stub.start(inventory)) {
      assertThat(get(stub, "/inventory").statusCode()).isEqualTo(404);
      Files.writeString(
          mappings.resolve("inventory.json"),
          """
          {"request": {"method": "GET", "urlPath": "/inventory"}, "response": {"body": "[]"}}
          """);
      assertThat(send(stub, "POST", "/__admin/mappings/reset", "")).isEqualTo(200);
      assertThat(get(stub, "/inventory").body()).isEqualTo("[]");
      stub.fail(Fault.STATUS_500);
      assertThat(get(stub, "/inventory").statusCode()).as("faults are still there").isEqualTo(500);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "users      |            | -Dstubs.delay: \"users\" is not NAME:TIME, such as users:2s",
        "user:2s    |            | -Dstubs.delay: there is no stub user; did you mean users?",
        "users:2    |            | -Dstubs.delay: \"2\" is no time such as 800ms, 2s or 1m",
        "users:61m  |            | -Dstubs.delay: 61m is longer than an hour",
        "users:1s,users:2s |     | -Dstubs.delay: users is there twice",
        "           | nobody:500 | -Dstubs.fault: there is no stub nobody; known stubs are users, orders",
        "           | users:rest | -Dstubs.fault: there is no fault rest; did you mean reset?",
        "           | users:404  | -Dstubs.fault: there is no fault 404; known faults are reset, garbage, 500, hang, empty",
      })
  void aWrongSwitchSaysWhy(String delays, String faults, String message) {
    assertThatThrownBy(
            () ->
                Switches.read(
                    delays == null ? "" : delays,
                    faults == null ? "" : faults,
                    List.of("users", "orders")))
        .hasMessage(message);
  }

  @Test
  void switchesNameSeveralStubs() throws Exception {
    assertThat(Switches.read("users:2s, orders:50ms", "", List.of("users", "orders")).delays())
        .isEqualTo(Map.of("users", Duration.ofSeconds(2), "orders", Duration.ofMillis(50)));
  }

  @Test
  void saysWhyThereIsNothingToServe() throws Exception {
    assertThatThrownBy(() -> StubsCommand.folders(folder.resolve("nowhere")))
        .hasMessageStartingWith("-Dstubs.folder: there is no folder ");
    assertThatThrownBy(() -> StubsCommand.folders(folder)).hasMessageContaining("is empty");
    Path mappings = Files.createDirectories(folder.resolve("broken/mappings"));
    Files.writeString(mappings.resolve("broken.json"), "{");
    assertThatThrownBy(() -> serve(new StubFolder("broken", folder.resolve("broken"), 0)))
        .hasMessageContaining("broken.json");
    try (ServerSocket taken = new ServerSocket(0)) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> serve(new StubFolder("a", folder, port)))
          .hasMessage("port " + port + ", for the a stub, is in use");
    }
  }

  private void serve(StubFolder stub) throws CannotServeException {
    Switches none = new Switches(Map.of(), Map.of());
    List<Stub> _ = StubsCommand.serve(List.of(stub), none, new PrintStream(printed, true, UTF_8));
  }

  private static StubFolder shipped(String name) {
    return new StubFolder(name, StubFolder.SHIPPED.resolve(name), 0);
  }

  private static String state(String fault) {
    return "{\"state\":\"" + fault + "\"}";
  }

  private static HttpResponse.BodyHandler<Void> discarding() {
    return HttpResponse.BodyHandlers.discarding();
  }

  private static HttpRequest.Builder request(Stub stub, String path) {
    return HttpRequest.newBuilder(URI.create(stub.url() + path)).timeout(Patience.HANG);
  }

  private HttpResponse<String> get(Stub stub, String path)
      throws IOException, InterruptedException {
    return client.send(request(stub, path).build(), HttpResponse.BodyHandlers.ofString());
  }

  private Duration timeOfGet(Stub stub) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    assertThat(get(stub, "/orders").statusCode()).isEqualTo(200);
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private int send(Stub stub, String method, String path, String body)
      throws IOException, InterruptedException {
    return client
        .send(
            request(stub, path).method(method, HttpRequest.BodyPublishers.ofString(body)).build(),
            discarding())
        .statusCode();
  }
}
