package io.tributary.http;

import java.util.Map;

/**
 * Where a request to the public server goes.
 *
 * @param <T> what a route leads to
 */
sealed interface Destination<T> {

  /**
   * To an aggregate.
   *
   * @param parameters the values of the route's parameters by name, encoded
   */
  record Aggregate<T>(T target, Map<String, String> parameters) implements Destination<T> {}

  /** To nobody: a browser asks which requests it may send to an aggregate. */
  record Preflight<T>(T target) implements Destination<T> {}

  /** To the OpenAPI document. */
  record OpenApi<T>() implements Destination<T> {}

  /** Nowhere, for this reason. */
  record Nowhere<T>(Problem problem) implements Destination<T> {}
}
