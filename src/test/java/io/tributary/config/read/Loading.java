package io.tributary.config.read;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.config.Config;
import io.tributary.config.ConfigException;
import io.tributary.config.Problem;
import io.tributary.config.yaml.SourceFiles;
import io.tributary.transform.TransformLoader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Loads text as the service does, with a stand-in for the checks of expressions. */
public final class Loading {
  /** Refuses a transform or an expression that contains the word {@code wrong}. */
  static final ExpressionChecks EXPRESSIONS =
      new ExpressionChecks() {
        @Override
        public Optional<String> mistakeInSchema(String json) {
          return Optional.empty();
        }

        @Override
        public Optional<String> mistakeInTransform(String reference) {
          return Optional.of(reference + " is broken").filter(r -> r.contains("wrong"));
        }

        @Override
        public Optional<String> mistakeInExpression(String expression) {
          return expression.contains("wrong")
              ? Optional.of("cannot\nparse")
              : TransformLoader.mistakeInExpression(expression);
        }

        @Override
        public Set<String> membersRead(String expression) {
          return TransformLoader.membersRead(expression);
        }

        @Override
        public Map<String, Set<String>> variablesRead(String expression) {
          return TransformLoader.variablesRead(expression);
        }
      };

  private Loading() {}

  public static ConfigLoader loader(Map<String, String> environment) {
    return new ConfigLoader(environment, EXPRESSIONS, new SourceFiles());
  }

  public static Config config(String yaml) {
    return config(yaml, Map.of());
  }

  public static Config config(String yaml, Map<String, String> environment) {
    try {
      return loader(environment).parse(yaml);
    } catch (ConfigException e) {
      throw new AssertionError("refused:\n" + e.getMessage() + "\nin\n" + yaml, e);
    }
  }

  public static List<String> problems(String yaml) {
    return problems(yaml, Map.of());
  }

  public static List<String> problems(String yaml, Map<String, String> environment) {
    ConfigException refused =
        catchThrowableOfType(ConfigException.class, () -> loader(environment).parse(yaml));
    return refused == null
        ? List.of()
        : refused.problems().stream().map(Problem::toString).toList();
  }

  /** A small valid file. The other methods replace one thing in it. */
  public static String valid() {
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

  public static String withBackend(String keys) {
    return valid().replace("http://localhost:8081\"", "http://localhost:8081\", " + keys);
  }

  public static String withUrl(String url) {
    return valid().replace("\"http://localhost:8081\"", url);
  }

  public static String withPart(String keys) {
    return valid().replace("path: /users", "path: /users, " + keys);
  }

  public static String withPath(String path) {
    return valid().replace("path: /users", "path: " + path);
  }

  public static String withAggregate(String keys) {
    return valid().replace("  /aggregate:\n", "  /aggregate:\n    " + keys + "\n");
  }

  public static String withRoute(String route) {
    return valid().replace("  /aggregate:", "  " + route + ":");
  }

  public static String withTop(String line) {
    return line + "\n" + valid();
  }
}
