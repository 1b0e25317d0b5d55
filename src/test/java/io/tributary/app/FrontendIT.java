package io.tributary.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import io.tributary.config.yaml.SourceFiles;
import io.tributary.metrics.Telemetry;
import io.tributary.support.Browser;
import io.tributary.support.StubServer;
import io.tributary.support.TestVertx;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The example for frontend developers: a page on another origin in a real browser, and a TypeScript
 * client made from the OpenAPI document. Skipped where Chromium, or npm, is missing.
 */
class FrontendIT {
  private static final Path EXAMPLE = Path.of("config/examples/frontend").toAbsolutePath();
  private static final String FAILING = "/__admin/scenarios/products/state";
  private static final String VALIDATOR = "@seriousme/openapi-schema-validator@2.11.0";
  private static final int MINUTES = 3;

  @TempDir private Path folder = Path.of("");

  private final StubServer users = StubServer.start("users");
  private final StubServer orders = StubServer.start("orders");
  private final StubServer products = StubServer.start("products");
  private final HttpServer pages =
      SimpleFileServer.createFileServer(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          EXAMPLE.resolve("page"),
          SimpleFileServer.OutputLevel.NONE);
  private Service service;

  @BeforeEach
  void start() throws Exception {
    pages.start();
    for (String name : List.of("users", "orders", "products")) {
      String schema = name + ".schema.json";
      Files.copy(EXAMPLE.resolve(schema), folder.resolve(schema));
    }
    String yaml =
        Files.readString(EXAMPLE.resolve("tributary.yaml"))
            .replace("http://localhost:3000", origin())
            .replace("deadline: 2s", "deadline: 60s") // for a busy machine
            .replace("server:\n", "server:\n  host: 127.0.0.1\n  port: 0\n");
    Path file =
        Files.writeString(
            folder.resolve("tributary.yaml"),
            yaml
                + "management: { host: 127.0.0.1, port: 0 }\nshutdown: { linger: 0s, drain: 1s }\n");
    Map<String, String> environment =
        Map.of(
            "USERS_URL", users.url(), "ORDERS_URL", orders.url(), "PRODUCTS_URL", products.url());
    ConfigFile config = new ConfigFile(file, environment);
    service =
        TestVertx.await(
            Service.start(
                config,
                config.load(new SourceFiles()),
                Platform.start(new Telemetry()),
                Optional.empty()));
  }

  @AfterEach
  void stop() {
    if (service != null) {
      Void _ = TestVertx.await(service.stop());
    }
    pages.stop(0);
    users.close();
    orders.close();
    products.close();
  }

  private String origin() {
    return "http://localhost:" + pages.getAddress().getPort();
  }

  private String serviceUrl() {
    return "http://localhost:" + service.port();
  }

  @Test
  void thePageShowsDataAndWhatIsMissing() throws Exception {
    Optional<String> browser =
        Stream.of("chromium", "chromium-browser", "google-chrome")
            .filter(FrontendIT::isInstalled)
            .findFirst();
    assumeThat(browser).as("Chromium").isPresent();
    assertThat(shown(browser.orElseThrow()))
        .contains("Everything is here.", "Anna Schmidt, Hamburg", "Trail running shoe, 129.95 EUR");
    products.put(FAILING, "{\"state\":\"failing\"}");
    assertThat(shown(browser.orElseThrow()))
        .contains("Missing: products.", "Missing: the backend answered 500.", "Anna Schmidt")
        .doesNotContain("Trail running shoe");
  }

  /** The page's elements after its script has run. */
  private String shown(String browser) throws Exception {
    return run(
        folder,
        List.of(
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--user-data-dir=" + Files.createTempDirectory(folder, "profile"),
            "--virtual-time-budget=20000",
            "--dump-dom",
            origin() + "/?service=" + serviceUrl()));
  }

  /** The products come six seconds after the rest. */
  @ParameterizedTest
  @ValueSource(strings = {"fetch", "events"})
  void aPageShowsPartsOneByOne(String way) {
    products
        .server()
        .stubFor(
            WireMock.get("/products")
                .atPriority(1)
                .willReturn(WireMock.okJson("[]").withFixedDelay(6000)));
    try (Browser browser = Browser.start()) {
      browser.open(origin() + "/live.html?service=" + serviceUrl());
      browser.shows("#state", "Everything is here.");
      browser.click("#" + way);
      browser.shows("#state", "Everything is here.");
      browser.shows("section", 3L);
      assertThat(browser.value("document.querySelectorAll('section h2')[2].textContent"))
          .isEqualTo("products");
      assertThat((long) browser.value(after(2)) - (long) browser.value(after(1)))
          .as("milliseconds between the second and the last part")
          .isGreaterThan(1000);
      int calls = products.server().getAllServeEvents().size();
      assertThat(calls).as("once for each way").isEqualTo(2);
    }
  }

  private static String after(int part) {
    return "Number(document.querySelectorAll('section')[" + part + "].dataset.after)";
  }

  @Test
  void aPageShowsWhatIsMissingAmongThePartsThatCome() throws Exception {
    products.put(FAILING, "{\"state\":\"failing\"}");
    try (Browser browser = Browser.start()) {
      browser.open(origin() + "/live.html?service=" + serviceUrl());
      browser.shows("#state", "Missing: products.");
      browser.shows("section.missing", "Missing: the backend answered 500.");
      browser.click("#events");
      browser.shows("#state", "Missing: products.");
      browser.shows("main", "Anna Schmidt, Hamburg");
    }
  }

  @Test
  void theTypeScriptClientCompilesAndPrintsAUsersName() throws Exception {
    assumeThat(isInstalled("npm")).as("npm").isTrue();
    Path client = Files.createDirectory(folder.resolve("client"));
    for (String name : List.of("package.json", "package-lock.json", "tsconfig.json", "main.ts")) {
      Files.copy(EXAMPLE.resolve("client").resolve(name), client.resolve(name));
    }
    assumeThat(exitCode(client, "npm", "ci", "--no-audit", "--no-fund")).as("npm ci").isZero();
    run(client, List.of("npm", "run", "-s", "generate"));
    assertThat(run(client, List.of("npm", "start", "-s"))).isEqualTo("Anna Schmidt\n");
    products.put(FAILING, "{\"state\":\"failing\"}");
    assertThat(run(client, List.of("npm", "start", "-s")))
        .isEqualTo("Anna Schmidt\nproducts is missing: the backend answered 500\n");
  }

  @Test
  void theOpenApiDocumentIsValid() throws Exception {
    assumeThat(isInstalled("npm")).as("npm").isTrue();
    assumeThat(exitCode(folder, "npm", "install", "--no-audit", "--no-fund", VALIDATOR))
        .as("npm install")
        .isZero();
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI document = URI.create(serviceUrl() + "/openapi.json");
      client.send(
          HttpRequest.newBuilder(document).build(),
          HttpResponse.BodyHandlers.ofFile(folder.resolve("openapi.json")));
    }
    Path validate = folder.resolve("node_modules/.bin/validate-api");
    assertThat(run(folder, List.of(validate.toString(), "openapi.json")))
        .contains("\"valid\": true");
  }

  private static boolean isInstalled(String program) {
    return Stream.of(path().split(File.pathSeparator, -1))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }

  private static String path() {
    return new ProcessBuilder().environment().getOrDefault("PATH", "");
  }

  private int exitCode(Path place, String... command) throws Exception {
    Process process = start(place, List.of(command));
    assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  private String run(Path place, List<String> command) throws Exception {
    Process process = start(place, command);
    assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as(command.getFirst()).isTrue();
    String out = Files.readString(place.resolve("out"), UTF_8);
    assertThat(process.exitValue()).as(Files.readString(place.resolve("err")) + out).isZero();
    return out;
  }

  private Process start(Path place, List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(place.toFile())
            .redirectOutput(place.resolve("out").toFile())
            .redirectError(place.resolve("err").toFile());
    builder.environment().put("SERVICE", serviceUrl());
    return builder.start();
  }
}
