package io.tributary;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;

/** What a command line asks for. */
sealed interface Command {
  /** Serves until it is told to stop. */
  record Serve(Path config) implements Command {}

  /** Checks a configuration. */
  record Check(Path config) implements Command {}

  /**
   * Explains a request.
   *
   * @param target a path with its query, or a URL
   */
  record Explain(HttpMethod method, String target, MultiMap headers, Path config)
      implements Command {}

  /** Prints the OpenAPI document of a configuration. */
  record OpenApiDocument(Path config) implements Command {}

  /** Prints the JSON Schema of configurations. */
  record Schema() implements Command {}

  record Version() implements Command {}

  record Help() implements Command {}

  /** Nothing, because the command line is wrong. */
  record Misuse(String mistake) implements Command {}
}
