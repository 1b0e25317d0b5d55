package io.tributary.backend.request;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.DecoratedPartCall;
import io.tributary.aggregate.Inputs;
import io.tributary.aggregate.Outcome;
import io.tributary.aggregate.PartCall;
import io.tributary.aggregate.Reason;
import io.tributary.json.TreeCheck;
import io.tributary.json.Verdict;
import io.tributary.scope.Scope;
import io.vertx.core.Future;

/**
 * The call of a part that a transform or another part's {@code with} looks into. Fails with {@link
 * Reason#BAD_BODY} if the document fits into no tree. Immutable.
 */
public record TreePartCall(PartCall call) implements DecoratedPartCall {
  @Override
  public Future<Outcome.Success> start(Inputs inputs, Scope scope) {
    return call.start(inputs, scope).compose(TreePartCall::checked);
  }

  private static Future<Outcome.Success> checked(Outcome.Success value) {
    return switch (TreeCheck.check(value.body().getBytes())) {
      case Verdict.Valid _ -> Future.succeededFuture(value);
      case Verdict.Invalid(int offset, String rule) ->
          Future.failedFuture(
              new CallFailedException(
                  Reason.BAD_BODY, "the body cannot be read: " + rule + " at byte " + offset));
    };
  }
}
