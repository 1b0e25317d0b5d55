package io.tributary.http;

import io.tributary.config.AggregateMethod;
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

  /** Nowhere, because the aggregate is asked with another method. */
  record WrongMethod<T>(AggregateMethod right) implements Destination<T> {
    /** The response, which needs an {@code Allow}. */
    Problem problem() {
      return Problem.of(
          405,
          switch (right) {
            case GET -> Problem.METHODS;
            case POST -> "this aggregate supports only POST";
          });
    }
  }

  /** Nowhere, for this reason. */
  record Nowhere<T>(Problem problem) implements Destination<T> {}
}
