package io.tributary.transform;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.DecoratedPartCall;
import io.tributary.aggregate.Inputs;
import io.tributary.aggregate.Outcome;
import io.tributary.aggregate.PartCall;
import io.tributary.aggregate.Reason;
import io.tributary.config.Config;
import io.tributary.config.Expression;
import io.tributary.config.PartConfig;
import io.tributary.config.input.InputConfig;
import io.tributary.json.Slice;
import io.tributary.scope.Scope;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The call of a part whose body can say that it has failed, though its status does not.
 * Thread-safe.
 */
public final class JudgedPartCall implements DecoratedPartCall {
  private static final String UNREADABLE = "whether the body means a failure cannot be computed";

  private final PartCall call;
  private final String name;
  private final Condition failed;
  private final ClientDocuments ofClient;
  private final Config.Transforms limits;
  private final Workers workers;

  /**
   * Creates the call.
   *
   * @param call returns bodies that fit into a tree
   * @param part has a condition for failures
   * @param inputs those of its aggregate
   * @param compiled the expressions of the part among others
   */
  public JudgedPartCall(
      PartCall call,
      PartConfig part,
      List<InputConfig> inputs,
      CompiledExpressions compiled,
      Config.Transforms limits,
      Workers workers) {
    this.call = call;
    this.name = part.name();
    Expression condition = part.failWhen().orElseThrow().expression();
    this.failed = new Condition(condition, compiled);
    this.ofClient = new ClientDocuments(List.of(condition), inputs, compiled);
    this.limits = limits;
    this.workers = workers;
  }

  @Override
  public PartCall call() {
    return call;
  }

  @Override
  public Future<Outcome.Success> start(Inputs inputs, Scope scope) {
    return call.start(inputs, scope).compose(success -> judged(success, inputs, scope));
  }

  private Future<Outcome.Success> judged(Outcome.Success success, Inputs inputs, Scope scope) {
    return fails(ofClient.with(Map.of(name, success.body()), inputs), scope)
        .compose(
            fails ->
                fails
                    ? Future.failedFuture(badBody("the body says that it has failed"))
                    : Future.succeededFuture(success));
  }

  private Future<Boolean> fails(Map<String, Buffer> documents, Scope scope) {
    long size = JsonTrees.size(documents);
    if (size > limits.maxInput()) {
      return Future.failedFuture(badBody(UNREADABLE));
    }
    if (size <= ComputedInputs.MOST_ON_LOOP) {
      try {
        Optional<Boolean> read = read(Documents.slices(documents));
        if (read.isPresent()) {
          return Future.succeededFuture(read.get());
        }
      } catch (CallFailedException unreadable) {
        return Future.failedFuture(unreadable);
      }
    }
    return workers.submit("A failWhen", () -> evaluate(new Documents(documents, limits)), scope);
  }

  private Optional<Boolean> read(Map<String, Slice> slices) {
    try {
      return failed.read(slices);
    } catch (IllegalArgumentException _) {
      throw badBody(UNREADABLE);
    }
  }

  private boolean evaluate(Documents documents) {
    Optional<Boolean> read = read(documents.slices());
    try {
      return read.isPresent() ? read.get() : failed.evaluate(documents.tree());
    } catch (RuntimeException | StackOverflowError _) { // the data of the backend has caused it
      throw badBody(UNREADABLE);
    }
  }

  private static CallFailedException badBody(String message) {
    return new CallFailedException(Reason.BAD_BODY, message);
  }
}
