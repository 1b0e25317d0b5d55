package io.tributary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Main main =
      new Main(
          Map.of("USERS_URL", "http://users.example"),
          new PrintStream(out, true, UTF_8),
          new PrintStream(err, true, UTF_8),
          _ -> {});

  @TempDir Path folder = Path.of("");

  @Test
  void mayCallNativeCode() {
    assertThat(Main.class.getModule().isNativeAccessEnabled()).isTrue();
  }

  @Test
  void printsTheOpenApiDocumentOfTheShippedConfigurationWhenNoneIsNamed() {
    assertThat(main.run(List.of("--openapi"))).hasValue(0);
    assertThat(out.toString(UTF_8))
        .startsWith("{\n  \"openapi\" : \"3.1.0\"")
        .contains("\"/aggregate\"");
  }

  @Test
  void checksTheShippedConfigurationWhenNoneIsNamed() {
    assertThat(main.run(List.of("--check"))).hasValue(0);
    assertThat(out.toString(UTF_8)).contains("tributary.yaml is valid: 6 aggregates, 3 backends");
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void refusesAWrongConfigurationOnStderr() throws Exception {
    Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "deadline: -1s\nport: 1\n");
    assertThat(main.run(List.of(wrong.toString()))).hasValue(78);
    assertThat(out.toString(UTF_8)).isEmpty();
    assertThat(err.toString(UTF_8)).startsWith(wrong + " is invalid:").contains("deadline", "port");
  }

  @ParameterizedTest
  @CsvSource({"--check", "config/tributary.yaml"})
  void refusesAVariableOfTracingThatIsWrong(String word) {
    Main traced =
        new Main(
            Map.of("OTEL_TRACES_EXPORTER", "zipkin"),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            _ -> {});
    assertThat(traced.run(List.of(word))).hasValue(78);
    assertThat(err.toString(UTF_8))
        .isEqualTo(
            """
            The environment is invalid:
              OTEL_TRACES_EXPORTER: must be otlp or none
            """);
  }

  @Test
  void takesValuesFromTheEnvironmentItIsGiven() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("a.yaml"),
            """
            backends: { users: { url: "${USERS_URL}" }, orders: { url: "${ORDERS_URL}" } }
            aggregates: { /a: { parts: { users: { backend: users, path: /u } } } }
            """);
    assertThat(main.run(List.of("--check", file.toString()))).hasValue(78);
    assertThat(err.toString(UTF_8)).contains("ORDERS_URL").doesNotContain("USERS_URL");
  }

  @Test
  void b1RefusesANameInAPathThatNothingDeclares() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("a.yaml"),
            """
            backends: { users: { url: "http://users.example" } }
            aggregates:
              /customers/{userId}:
                parts:
                  user: { backend: users, path: "/users/{userid}" }
                  orders: { backend: users, path: "/orders{?userID,page}" }
            """);
    assertThat(main.run(List.of("--check", file.toString()))).hasValue(78);
    assertThat(err.toString(UTF_8))
        .contains("user.path (line 5): {userid} is not", "did you mean userId?")
        .contains("orders.path (line 6): {userID} is not")
        .contains("orders.path (line 6): {page} is not");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --chekc a.yaml      | Unknown option --chekc; did you mean --check?
          --Version           | Unknown option --Version; did you mean --version?
          --port 80           | Unknown option --port; known options are --check, --explain, --header, --openapi, --schema, --version, --help
          -h                  | Unknown option -h; known options are --check, --explain, --header, --openapi, --schema, --version, --help
          a.yaml --chek       | Unknown option --chek; did you mean --check?
          --check -x          | Unknown option -x; known options are --check, --explain, --header, --openapi, --schema, --version, --help
          a.yaml b.yaml       | Wrong arguments: one option first, and one configuration at most
          --check a.yaml b    | Wrong arguments: one option first, and one configuration at most
          a.yaml --check      | Wrong arguments: one option first, and one configuration at most
          --help --version    | Wrong arguments: one option first, and one configuration at most
          --schema a.yaml     | Wrong arguments: one option first, and one configuration at most
          --header A:b        | Wrong arguments: one option first, and one configuration at most
          --explain           | --explain needs a method and a target, as in --explain GET /aggregate
          --explain /a        | --explain needs a method and a target, as in --explain GET /aggregate
          --explain G/T /a    | --explain needs a method and a target, as in --explain GET /aggregate
          --explain GET -a    | Unknown option -a; known options are --check, --explain, --header, --openapi, --schema, --version, --help
          --explain --verbose GET /a     | Unknown option --verbose; known options are --check, --explain, --header, --openapi, --schema, --version, --help
          --explain GET --header A:b     | --explain needs a method and a target, as in --explain GET /aggregate
          --explain GET /a --header      | --header needs a name and a value, as in --header 'X-Tenant: a'
          --explain GET /a --header A    | --header needs a name and a value, as in --header 'X-Tenant: a'
          --explain GET /a --header A@:b | --header needs a name and a value, as in --header 'X-Tenant: a'
          --explain GET /a --haeder A:b  | Unknown option --haeder; did you mean --header?
          --explain GET /a b.yaml c.yaml | Wrong arguments: one option first, and one configuration at most
          """)
  @DisplayName("D8: a wrong command line is named, with 64")
  void saysWhatIsWrongWithTheCommandLine(String arguments, String message) {
    assertThat(main.run(List.of(arguments.split(" ")))).hasValue(64);
    assertThat(err.toString(UTF_8).lines())
        .startsWith(message)
        .anyMatch(l -> l.startsWith("Usage:"));
    assertThat(out.toString(UTF_8)).isEmpty();
  }

  @Test
  void explainsARequestWithItsHeaders() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("a.yaml"),
            """
            backends:
              users: { url: "${USERS_URL}", headers: { Authorization: "Bearer ${file:token}" } }
            aggregates:
              /a:
                inputs: { tenant: { in: header, name: X-Tenant } }
                parts: { users: { backend: users, path: "/u{?tenant}" } }
            """);
    Files.writeString(folder.resolve("token"), "hunter2");
    List<String> header = List.of("--header", "X-Tenant:  blue ", "--header", "Prefer: wait=1");
    List<String> words = new ArrayList<>(List.of("--explain", "GET", "/a"));
    words.addAll(header);
    words.add(file.toString());
    assertThat(main.run(words)).hasValue(0);
    assertThat(out.toString(UTF_8))
        .contains("GET http://users.example/u?tenant=blue", "Authorization: …", "Deadline   1s")
        .doesNotContain("hunter2");
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET /nowhere                | 404 Not Found: there is no such resource
          POST /aggregate             | 405 Method Not Allowed: an aggregate supports only GET and HEAD
          GET /aggregate?parts=x      | 400 Bad Request: the aggregate has no part x
          """)
  void explainsWhyARequestIsRefused(String request, String answer) {
    List<String> words = new ArrayList<>(List.of("--explain"));
    words.addAll(List.of(request.split(" ")));
    assertThat(main.run(words)).hasValue(0);
    assertThat(out.toString(UTF_8).lines()).contains(answer, "No backend is called.");
  }

  @Test
  void explainsNothingOfAWrongConfiguration() throws Exception {
    Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "port: 1\n");
    assertThat(main.run(List.of("--explain", "GET", "/a", wrong.toString()))).hasValue(78);
    assertThat(out.toString(UTF_8)).isEmpty();
  }

  @Test
  void printsTheSchemaOfTheConfiguration() throws Exception {
    assertThat(main.run(List.of("--schema"))).hasValue(0);
    assertThat(out.toString(UTF_8))
        .isEqualToIgnoringNewLines(Files.readString(Path.of("config/tributary.schema.json")));
  }

  @Test
  void explainsEachWordOfTheCommandLine() {
    assertThat(main.run(List.of("--help"))).hasValue(0);
    assertThat(out.toString(UTF_8))
        .contains("--check", "--explain METHOD TARGET [--header", "--openapi", "--schema")
        .contains("--version", "SIGTERM", "SIGHUP", "Exit status", "64", "78");
    assertThat(out.toString(UTF_8).lines()).allMatch(line -> line.length() <= 96);
  }

  @Test
  void saysWhichVersionItIsOnStdout() {
    assertThat(main.run(List.of("--version"))).hasValue(0);
    assertThat(out.toString(UTF_8)).startsWith("tributary ");
  }
}
