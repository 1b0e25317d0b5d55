package io.tributary.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loads text the way the service does, with a stand-in for the expressions of other packages. */
final class Loading {
  /** Calls a transform or an expression wrong if it holds the word. */
  static final Expressions EXPRESSIONS =
      new Expressions() {
        @Override
        public Optional<String> mistakeInTransform(String reference) {
          return Optional.of(reference + " is broken").filter(r -> r.contains("wrong"));
        }

        @Override
        public Optional<String> mistakeInExpression(String expression) {
          return Optional.of("cannot\nparse").filter(_ -> expression.contains("wrong"));
        }
      };

  private Loading() {}

  static ConfigLoader loader(Map<String, String> environment) {
    return new ConfigLoader(environment, EXPRESSIONS);
  }

  static Config config(String yaml) {
    return config(yaml, Map.of());
  }

  static Config config(String yaml, Map<String, String> environment) {
    try {
      return loader(environment).parse(yaml);
    } catch (ConfigException e) {
      throw new AssertionError("refused:\n" + e.getMessage() + "\nin\n" + yaml, e);
    }
  }

  static List<String> problems(String yaml) {
    return problems(yaml, Map.of());
  }

  static List<String> problems(String yaml, Map<String, String> environment) {
    ConfigException refused =
        catchThrowableOfType(ConfigException.class, () -> loader(environment).parse(yaml));
    return refused == null
        ? List.of()
        : refused.problems().stream().map(Problem::toString).toList();
  }

  /** A small valid file in which one thing is put in place of another. */
  static String valid() {
    return """
        deadline: 2s
        backends:
          users: { url: "http://localhost:8081" }
          orders: { url: "http://localhost:8082" }
        aggregates:
          /aggregate:
            parts:
              users: { backend: users, path: /users }
              orders: { backend: orders, path: /orders }
        """;
  }

  static String withBackend(String keys) {
    return valid().replace("http://localhost:8081\"", "http://localhost:8081\", " + keys);
  }

  static String withUrl(String url) {
    return valid().replace("\"http://localhost:8081\"", url);
  }

  static String withPart(String keys) {
    return valid().replace("path: /users", "path: /users, " + keys);
  }

  static String withPath(String path) {
    return valid().replace("path: /users", "path: " + path);
  }

  static String withAggregate(String keys) {
    return valid().replace("  /aggregate:\n", "  /aggregate:\n    " + keys + "\n");
  }

  static String withRoute(String route) {
    return valid().replace("  /aggregate:", "  " + route + ":");
  }

  static String withTop(String line) {
    return line + "\n" + valid();
  }
}
