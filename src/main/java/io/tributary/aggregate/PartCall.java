package io.tributary.aggregate;

import io.tributary.scope.Scope;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Fills one part by calling a backend. The port from the core to the backend packages. */
@FunctionalInterface
public interface PartCall {
  /**
   * Starts the call on the current event loop. The future settles on the same event loop, at the
   * scope's deadline at the latest.
   *
   * @return the value; fails with {@link CallFailedException}, or with {@link
   *     io.tributary.scope.CancelledException} when the scope was cancelled
   */
  Future<Outcome.Success> start(Inputs inputs, Scope scope);

  /**
   * Whether the call is to be made with these values, which were computed from other parts. A call
   * without a value could return everything.
   */
  default boolean isWanted(Map<String, List<String>> computed) {
    return computed.values().stream().noneMatch(List::isEmpty);
  }

  /** The most backend calls that it makes at a time with these inputs. */
  default int atOnce(Inputs inputs) {
    return 1;
  }

  /** Whether it makes a call for each of several items, for observers. */
  default boolean isForEachItem() {
    return false;
  }

  /** Converts an exception that the work throws to a failed future, so that only it fails. */
  static <T> Future<T> attempt(Supplier<Future<T>> work) {
    try {
      return work.get();
    } catch (RuntimeException bug) {
      return Future.failedFuture(bug);
    }
  }

  /**
   * Why what the part's fallback has returned cannot take the place of a value of this call; empty
   * if it can.
   */
  default Optional<Outcome.Failure> refusal(Outcome.Success substitute) {
    return Optional.empty();
  }

  /** The name of the backend that it calls, for observers; empty if it calls none. */
  default String backend() {
    return "";
  }

  /** Where its calls go; empty if it calls no backend. */
  default Optional<Callee> callee() {
    return Optional.empty();
  }
}
