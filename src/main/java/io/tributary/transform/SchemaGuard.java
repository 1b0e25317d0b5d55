package io.tributary.transform;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.DecoratedPartCall;
import io.tributary.aggregate.Inputs;
import io.tributary.aggregate.Outcome;
import io.tributary.aggregate.PartCall;
import io.tributary.aggregate.Reason;
import io.tributary.config.Config;
import io.tributary.config.ContractConfig;
import io.tributary.json.TreeCheck;
import io.tributary.json.Verdict;
import io.tributary.scope.CancelledException;
import io.tributary.scope.Deadline;
import io.tributary.scope.Scope;
import io.tributary.transform.SchemaObserver.Subject;
import io.tributary.transform.jslt.Watch;
import io.tributary.transform.jslt.WatchedNodes;
import io.tributary.transform.schema.CompiledSchema;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A call whose bodies are checked against a schema, on a worker. Immutable and thread-safe.
 *
 * @param subject what observers are told of
 */
record SchemaGuard(
    PartCall call,
    CompiledSchema schema,
    ContractConfig contract,
    Subject subject,
    Config.Transforms limits,
    Workers workers,
    SchemaObserver observer)
    implements DecoratedPartCall {
  /** The longest that a check may take which no response waits for. */
  private static final Duration UNAWAITED = Duration.ofSeconds(2);

  private static final String DOCUMENT = "body";

  @Override
  public Future<Outcome.Success> start(Inputs inputs, Scope scope) {
    return call.start(inputs, scope)
        .compose(
            value -> {
              if (!isSampled()) {
                return Future.succeededFuture(value);
              }
              return switch (contract.enforce()) {
                case OFF -> Future.succeededFuture(value);
                case WARN -> {
                  warn(value.body(), scope);
                  yield Future.succeededFuture(value);
                }
                case FAIL -> enforced(value, scope);
              };
            });
  }

  private boolean isSampled() {
    return contract.enforceSample() >= 1
        || ThreadLocalRandom.current().nextDouble() < contract.enforceSample();
  }

  private Future<Outcome.Success> enforced(Outcome.Success value, Scope scope) {
    return brokenRule(value.body(), scope)
        .onFailure(cause -> unchecked(cause, scope))
        .compose(
            broken -> {
              if (broken.isEmpty()) {
                return Future.succeededFuture(value);
              }
              observer.mismatched(subject, broken.get(), scope.trace());
              return Future.failedFuture(
                  new CallFailedException(
                      Reason.BAD_BODY, "the body breaks a rule of its schema: " + broken.get()));
            });
  }

  /** The request may be over before the check is, so that the check has a scope of its own. */
  private void warn(Buffer body, Scope request) {
    Deadline deadline = Deadline.after(UNAWAITED, request.deadline().clock());
    Scope own = Scope.of(deadline, request.trace(), request.bytes().another());
    Future<Optional<String>> checked =
        own.bytes().take(body.length())
            ? brokenRule(body, own)
            : Future.failedFuture(CallFailedException.tooManyBytes());
    checked
        .onComplete(_ -> own.bytes().close())
        .onSuccess(
            broken -> broken.ifPresent(rule -> observer.mismatched(subject, rule, request.trace())))
        .onFailure(cause -> unchecked(cause, request));
  }

  private void unchecked(Throwable cause, Scope scope) {
    if (!(cause instanceof CancelledException)) {
      observer.unchecked(subject, scope.trace());
    }
  }

  private Future<Optional<String>> brokenRule(Buffer body, Scope scope) {
    if (body.length() > limits.maxInput()) {
      return Future.failedFuture(
          QueuedTransform.tooLarge("the body is larger than what a schema is checked for"));
    }
    return workers.submit(
        "The schema of part " + subject.part() + " of " + subject.aggregate(),
        () -> brokenRule(body),
        scope);
  }

  /** Whatever goes wrong, the body has caused it. */
  private Optional<String> brokenRule(Buffer body) {
    if (TreeCheck.check(body.getBytes()) instanceof Verdict.Invalid(int offset, String rule)) {
      throw new CallFailedException(
          Reason.BAD_BODY, "the body cannot be read: " + rule + " at byte " + offset);
    }
    try {
      return schema.brokenRule(tree(body));
    } catch (CallFailedException tooMuch) {
      throw tooMuch;
    } catch (IOException | RuntimeException | StackOverflowError _) {
      throw new CallFailedException(
          Reason.BAD_BODY, "the body cannot be checked against its schema");
    }
  }

  private JsonNode tree(Buffer body) throws IOException {
    JsonTrees trees = new JsonTrees(new WatchedNodes(new Watch(limits.maxAllocation())));
    return trees.parse(Map.of(DOCUMENT, body)).path(DOCUMENT);
  }
}
