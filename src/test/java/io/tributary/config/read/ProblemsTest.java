package io.tributary.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProblemsTest {
  @Test
  void allComeAtOnceInTheOrderOfTheirLines() {
    String yaml =
        """
        server:
          port: 70000
        deadline: soon
        backends:
          users:
            url: ftp://localhost
            timeout: 5s
          orders:
            timeout: 1s
        aggregates:
          /aggregate:
            parts:
              users: { backend: usrs, path: users }
              orders:
                backend: orders
                path: "/orders{?ids}"
                required: true
                default: []
                with:
                  ids: .orders
          /{a}:
            parts: {}
          /{b}:
            parts: {}
            onpartial: 200
        """;
    assertThat(Loading.problems(yaml))
        .containsExactly(
            "server.port (line 2): must be a whole number from 0 to 65535, not \"70000\"",
            "deadline (line 3): must be a duration such as 800ms, 2s or 1m, not \"soon\"",
            "backends.users.url (line 6): must start with http:// or https://",
            "backends.orders.url (line 8): is missing",
            "aggregates./aggregate.parts.users.backend (line 13): there is no backend \"usrs\";"
                + " did you mean users?",
            "aggregates./aggregate.parts.users.path (line 13): must start with one slash",
            "aggregates./aggregate.parts.orders (line 14): parts depend on each other:"
                + " orders -> orders",
            "aggregates./aggregate.parts.orders.default (line 18): a required part cannot have a"
                + " default",
            "aggregates./{a}.parts (line 22): an aggregate needs at least one part",
            "aggregates./{b} (line 23): matches the same requests as /{a}: only the names of"
                + " the parameters differ",
            "aggregates./{b}.parts (line 24): an aggregate needs at least one part",
            "aggregates./{b}.onpartial (line 25): unknown key; did you mean onPartial?");
  }

  @Test
  void afterAHundredOnlyTheNumberOfTheOthersIsSaid() {
    String unknown =
        IntStream.range(0, 130).mapToObj(i -> "k" + i + ": x\n").collect(Collectors.joining());
    assertThat(Loading.problems(unknown + Loading.valid()))
        .hasSize(101)
        .startsWith(
            "k0 (line 1): unknown key; known keys are deadline, backends, server, management, shutdown,"
                + " transforms, tracing, log, aggregates")
        .endsWith("and 30 more");
  }

  @Test
  void namesOnlySomeOfManyBackends() {
    String backends =
        IntStream.range(0, 30)
            .mapToObj(i -> "  b" + i + ": { url: \"http://h\" }\n")
            .collect(Collectors.joining());
    assertThat(Loading.problems(Loading.valid().replaceAll("(?m)^  users:.*\n", backends)))
        .containsExactly(
            "aggregates./aggregate.parts.users.backend (line 37): there is no backend \"users\";"
                + " known backends are b0, b1, b2, b3, b4, b5, b6, b7, b8, b9 and 21 more");
  }

  @Test
  void neverShowWhatAVariableHolds() {
    String yaml =
        Loading.withBackend("maxBody: \"${SIZE}\", headers: { Authorization: \"${TOKEN}\" }")
            .replace("\"http://localhost:8082\"", "\"${URL}\"");
    Map<String, String> environment =
        Map.of("SIZE", "hush1", "TOKEN", "hush2\n", "URL", "http://me:hush3@localhost");
    assertThat(Loading.problems(yaml, environment))
        .hasSize(3)
        .noneMatch(problem -> problem.contains("hush"))
        .anyMatch(problem -> problem.endsWith("not the value of \"${SIZE}\""));
  }

  @Test
  void showControlCharactersAndWhatTurnsTextAroundHarmlessly() {
    assertThat(Loading.problems(Loading.withTop("\"a\\e[31m\\n\\u202e\\u2028\": 1")).getFirst())
        .startsWith("a?[31m ?  (line 1): unknown key");
  }
}
