package io.tributary.backend.request;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Inputs;
import io.tributary.aggregate.PartCall;
import io.tributary.aggregate.Reason;
import io.tributary.json.TreeCheck;
import io.tributary.json.Verdict;
import io.tributary.scope.Scope;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/**
 * The call of a part that a transform or another part's {@code with} looks into. Fails with {@link
 * Reason#BAD_BODY} if the document fits into no tree. Immutable.
 */
public record TreePartCall(PartCall call) implements PartCall {
  @Override
  public Future<Buffer> start(Inputs inputs, Scope scope) {
    return call.start(inputs, scope).compose(TreePartCall::checked);
  }

  private static Future<Buffer> checked(Buffer body) {
    return switch (TreeCheck.check(body.getBytes())) {
      case Verdict.Valid _ -> Future.succeededFuture(body);
      case Verdict.Invalid(int offset, String rule) ->
          Future.failedFuture(
              new CallFailedException(
                  Reason.BAD_BODY, "the body cannot be read: " + rule + " at byte " + offset));
    };
  }
}
