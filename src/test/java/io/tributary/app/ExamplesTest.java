package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Certificate;
import io.tributary.support.DeadPort;
import io.tributary.support.Eventually;
import io.tributary.support.Patience;
import io.tributary.support.StubServer;
import io.tributary.support.Tool;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each small configuration of {@code config/examples} shows what its comment promises. */
class ExamplesTest {
  private static final Path EXAMPLES = Path.of("config/examples");
  private static final String TRY = "# Try: ";

  /** What the commands of an example must print. */
  @FunctionalInterface
  private interface Promise {
    void check(String printed) throws Exception;
  }

  private final Map<String, Promise> promises =
      Map.ofEntries(
          Map.entry("minimal.yaml", ExamplePromises::hasAPartFromEachBackend),
          Map.entry("partial.yaml", ExamplePromises::hasADefaultAndAnError),
          Map.entry("customer.yaml", ExamplePromises::isTheCustomerOrNotFound),
          Map.entry("inputs.yaml", ExamplePromises::refusesWrongInputs),
          Map.entry("web-pages.yaml", ExamplePromises::mayBeReadCompressedAndKept),
          Map.entry("limits.yaml", ExamplePromises::opensTheBreakerAndCutsTheBody),
          Map.entry("tls.yaml", ExamplePromises::speaksHttp2OverTls),
          Map.entry("transports.yaml", this::reachesEachBackendInItsWay),
          Map.entry("transform.yaml", ExamplePromises::countsTheOrders),
          Map.entry("forwarded.yaml", ExamplePromises::tellsBackendsAboutTheClient),
          Map.entry("conditions.yaml", ExamplePromises::callsWhatIsWanted),
          Map.entry("graphql.yaml", ExamplePromises::failsForErrors),
          Map.entry("checkout.yaml", ExamplePromises::takesADocument),
          Map.entry("headers.yaml", ExamplePromises::hasHeadersOfParts),
          Map.entry("background.yaml", this::asksInTheBackground),
          Map.entry("shapes.yaml", ExamplePromises::hasShapes),
          Map.entry("contracts.yaml", ExamplePromises::holdsABodyToItsSchema));

  @TempDir private Path folder = Path.of("");

  private final StubServer users = StubServer.start("users");
  private final StubServer orders = StubServer.start("orders");
  private final StubServer products = StubServer.start("products");
  private final DeadPort absent = new DeadPort();

  ExamplesTest() throws IOException {}

  static List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(EXAMPLES)) {
      return all.map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .sorted()
          .toList();
    }
  }

  @BeforeEach
  void copyWhatTheExamplesName() throws Exception {
    Path transforms = Files.createDirectory(folder.resolve("transforms"));
    Files.copy(EXAMPLES.resolve("transforms/revenue.jslt"), transforms.resolve("revenue.jslt"));
    Files.copy(EXAMPLES.resolve("stock.schema.json"), folder.resolve("stock.schema.json"));
    Certificate own = Certificate.of("localhost", folder);
    Files.copy(own.certificate(), folder.resolve("server.pem"));
    Files.copy(own.key(), folder.resolve("server.key"));
  }

  @AfterEach
  void stop() throws IOException {
    users.close();
    orders.close();
    products.close();
    absent.close();
  }

  @ParameterizedTest
  @MethodSource("files")
  void keepsItsPromise(String name) throws Exception {
    List<String> lines = Files.readAllLines(EXAMPLES.resolve(name));
    assertThat(lines.get(0)).isEqualTo("# yaml-language-server: $schema=../tributary.schema.json");
    assertThat(lines.get(1)).startsWith("# ");
    assertThat(lines.get(2)).startsWith(TRY);
    assertThat(lines.get(3)).doesNotStartWith("#");
    Path file = folder.resolve(name);
    Files.copy(EXAMPLES.resolve(name), file, StandardCopyOption.REPLACE_EXISTING);
    assertThat(LoadedConfig.from(file, Map.of()).config().aggregates()).isNotEmpty();
    String yaml = withMuchTime(withRealPorts(Files.readString(file)));
    Files.writeString(file, yaml);
    try (RunningGateway first = RunningGateway.of(file, Map.of())) {
      Files.writeString(file, yaml.replace("localhost:8080", "localhost:" + first.port()));
      try (RunningGateway gateway = RunningGateway.of(file, Map.of())) {
        Promise promise = Objects.requireNonNull(promises.get(name), "no promise of " + name);
        promise.check(run(lines.get(2).substring(TRY.length()), gateway.port()));
      }
    }
  }

  /** In one pass, since a real port can contain the digits of another one. */
  private String withRealPorts(String text) {
    Map<String, URI> urls =
        Map.of(
            "8081", URI.create(users.url()),
            "8082", URI.create(orders.url()),
            "8083", URI.create(products.url()),
            "8089", absent.url());
    return Pattern.compile("\\b808[1239]\\b")
        .matcher(text)
        .replaceAll(found -> port(Objects.requireNonNull(urls.get(found.group()))));
  }

  /** For a busy machine. */
  static String withMuchTime(String yaml) {
    String patient =
        yaml.replaceAll("(?m)^deadline: .*", "").replaceAll(" timeout: \\d+ms", " timeout: 50s");
    return patient + "deadline: 60s\n";
  }

  private static String port(URI url) {
    return String.valueOf(url.getPort());
  }

  private String run(String commands, int port) throws Exception {
    String script =
        withRealPorts(commands)
            .replace("localhost:8080", "localhost:" + port)
            .replace("config/examples/", folder + "/");
    Tool.Result result = new Tool("bash").run(".", "-c", script);
    assertThat(result.exit()).as(result.output()).isZero();
    return result.output();
  }

  private void asksInTheBackground(String printed) {
    assertThat(printed)
        .startsWith(
            "{\"complete\":true,\"data\":{\"user\":{ \"name\": \"Anna Schmidt\"}},\"errors\":[]}");
    assertThat(
            Eventually.holds(
                Patience.HANG,
                () ->
                    got(products, "\"user\":\"u1\"", "/visits")
                        && got(users, "X-Mirrored", "/users/u1")))
        .isLessThan(Patience.HANG);
  }

  private static boolean got(StubServer stub, String... words) {
    return stub.server().getAllServeEvents().stream()
        .map(event -> event.getRequest())
        .map(request -> request.getUrl() + request.getHeaders() + request.getBodyAsString())
        .anyMatch(request -> Stream.of(words).allMatch(request::contains));
  }

  private void reachesEachBackendInItsWay(String printed) {
    assertThat(printed).contains("\"complete\":true");
    assertThat(orders.server().getAllServeEvents().getFirst().getRequest().getProtocol())
        .isEqualTo("HTTP/2.0");
    assertThat(products.server().getAllServeEvents().getFirst().getRequest().getHeader("Host"))
        .isEqualTo("products.internal");
  }
}
