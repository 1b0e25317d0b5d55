package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.support.Certificate;
import io.tributary.support.DeadPort;
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
          Map.entry("minimal.yaml", ExamplesTest::hasAPartFromEachBackend),
          Map.entry("partial.yaml", ExamplesTest::hasADefaultAndAnError),
          Map.entry("customer.yaml", ExamplesTest::isTheCustomerOrNotFound),
          Map.entry("inputs.yaml", ExamplesTest::refusesWrongInputs),
          Map.entry("web-pages.yaml", ExamplesTest::mayBeReadCompressedAndKept),
          Map.entry("limits.yaml", ExamplesTest::opensTheBreakerAndCutsTheBody),
          Map.entry("tls.yaml", ExamplesTest::speaksHttp2OverTls),
          Map.entry("transports.yaml", this::reachesEachBackendInItsWay),
          Map.entry("transform.yaml", ExamplesTest::countsTheOrders),
          Map.entry("forwarded.yaml", ExamplesTest::tellsBackendsAboutTheClient),
          Map.entry("conditions.yaml", ExamplesTest::callsWhatIsWanted),
          Map.entry("graphql.yaml", ExamplesTest::failsForErrors));

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

  private static void failsForErrors(String printed) {
    assertThat(printed)
        .startsWith(
            "{\"complete\":true,\"data\":{\"product\":{\"id\":\"p7\",\"stock\":12},\"products\":[")
        .contains("{\"complete\":false,\"data\":{\"product\":null,\"products\":[")
        .contains(
            "\"errors\":[{\"part\":\"product\",\"reason\":\"bad_body\","
                + "\"message\":\"the body says that it has failed\"");
  }

  private static void callsWhatIsWanted(String printed) {
    assertThat(printed)
        .startsWith("{\"complete\":true,\"data\":{\"user\":{ \"name\": ")
        .contains("},\"orders\":null,\"products\":null},\"errors\":[]}{\"complete\":true,")
        .contains("\"orders\":[{\"id\": ")
        .contains("{\"id\": \"p1\"}");
  }

  private static void hasAPartFromEachBackend(String printed) throws IOException {
    JsonNode answer = new ObjectMapper().readTree(printed);
    assertThat(answer.get("complete").asBoolean()).isTrue();
    assertThat(answer.at("/data/users")).hasSize(12);
    assertThat(answer.at("/data/products/0/id").asText()).isEqualTo("p1");
  }

  private static void hasADefaultAndAnError(String printed) {
    assertThat(printed)
        .startsWith("HTTP/1.1 203 ")
        .contains("\"complete\":false", "Anna Schmidt", "\"reviews\":null,\"offers\":[]")
        .containsPattern("\"recommended\":(\\[\\s*\\{\\s*\"id\":[^]]*]),\"products\":\\1}")
        .contains("{\"part\":\"recommended\",\"reason\":\"unreachable\"")
        .contains("{\"part\":\"reviews\",\"reason\":\"unreachable\"")
        .contains("{\"complete\":true,\"data\":{\"here\":[", "],\"there\":null},\"errors\":[]}");
  }

  private static void isTheCustomerOrNotFound(String printed) {
    assertThat(printed).contains("\"complete\":true", "Anna Schmidt", "\"status\":404");
    assertThat(printed)
        .contains("\"productId\": \"p18\"", "\"id\": \"p18\"")
        .doesNotContain("\"id\": \"p1\"");
  }

  private static void refusesWrongInputs(String printed) {
    assertThat(printed)
        .contains("\"id\": \"p1\"", "\"id\": \"p2\"")
        .doesNotContain("\"id\": \"p3\"");
    assertThat(printed.split("\"status\":400", -1)).as("two are refused").hasSize(3);
    assertThat(printed)
        .contains("each item of the query parameter ids must match", "has no query parameter id");
  }

  private static void mayBeReadCompressedAndKept(String printed) {
    assertThat(printed)
        .containsIgnoringCase("access-control-allow-origin: https://app.example")
        .containsIgnoringCase("content-encoding: gzip")
        .containsIgnoringCase("cache-control: private, max-age=60")
        .contains("HTTP/1.1 304 ");
  }

  private static void opensTheBreakerAndCutsTheBody(String printed) {
    List<String> answers = printed.lines().toList();
    assertThat(answers).hasSize(3).allMatch(answer -> answer.contains("too_large"));
    assertThat(answers.get(1)).contains("unreachable");
    assertThat(answers.get(2)).contains("circuit_open");
  }

  private static void speaksHttp2OverTls(String printed) {
    assertThat(printed)
        .startsWith("HTTP/2 200")
        .contains("\"data\":{\"answer\":{\"complete\":true,\"data\":{\"user\":{\"id\": \"u1\"");
  }

  private void reachesEachBackendInItsWay(String printed) {
    assertThat(printed).contains("\"complete\":true");
    assertThat(orders.server().getAllServeEvents().getFirst().getRequest().getProtocol())
        .isEqualTo("HTTP/2.0");
    assertThat(products.server().getAllServeEvents().getFirst().getRequest().getHeader("Host"))
        .isEqualTo("products.internal");
  }

  private static void countsTheOrders(String printed) {
    assertThat(printed)
        .startsWith("{\"complete\":true,\"data\":{\"users\":12,\"orders\":34,\"pieces\":");
  }

  private static void tellsBackendsAboutTheClient(String printed) {
    assertThat(printed)
        .contains("\"complete\":true", "for=192.0.2.7", "users.example")
        .containsPattern("(?i)\"x-api-version\" : \"2\"")
        .containsPattern("(?i)\"x-part\" : \"user\"")
        .containsPattern("(?i)\"accept-language\" : \"de\"");
  }
}
