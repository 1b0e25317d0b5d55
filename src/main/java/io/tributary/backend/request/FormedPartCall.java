package io.tributary.backend.request;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.DecoratedPartCall;
import io.tributary.aggregate.Inputs;
import io.tributary.aggregate.Outcome;
import io.tributary.aggregate.PartCall;
import io.tributary.aggregate.Reason;
import io.tributary.json.BufferSlice;
import io.tributary.json.LiftedMembers;
import io.tributary.json.Slice;
import io.tributary.scope.Scope;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * The call of a part whose value must have a form, because of where the response shows it. Fails
 * with {@link Reason#BAD_BODY} if it is something else, also if it is that of a fallback. Null
 * always passes. Immutable.
 */
public record FormedPartCall(PartCall call, Form form) implements DecoratedPartCall {
  /** The most members that are lifted out of an object. */
  static final int MOST_LIFTED = 1000;

  /** What a value must be. */
  public enum Form {
    /** An object. */
    OBJECT,
    /** A list. */
    LIST,
    /** An object with at most {@value #MOST_LIFTED} members. */
    LIFTED
  }

  @Override
  public Future<Outcome.Success> start(Inputs inputs, Scope scope) {
    return call.start(inputs, scope).compose(this::checked);
  }

  private Future<Outcome.Success> checked(Outcome.Success success) {
    return mistakeIn(success)
        .<Future<Outcome.Success>>map(
            mistake ->
                Future.failedFuture(
                    new CallFailedException(Reason.BAD_BODY, "the value of the body " + mistake)))
        .orElseGet(() -> Future.succeededFuture(success));
  }

  @Override
  public Optional<Outcome.Failure> refusal(Outcome.Success substitute) {
    return mistakeIn(substitute)
        .map(
            mistake ->
                new Outcome.Failure(Reason.BAD_BODY, "the value of its fallback " + mistake));
  }

  private Optional<String> mistakeIn(Outcome.Success success) {
    Slice value = BufferSlice.of(success.value());
    if (value.isNull()) {
      return Optional.empty();
    }
    return switch (form) {
      case OBJECT -> value.isObject() ? Optional.empty() : Optional.of("is not an object");
      case LIST -> value.isArray() ? Optional.empty() : Optional.of("is not a list");
      case LIFTED -> {
        if (!value.isObject()) {
          yield Optional.of("is not an object, whose members could be lifted");
        }
        yield LiftedMembers.moreThan(MOST_LIFTED, value)
            ? Optional.of("has more than " + MOST_LIFTED + " members, which are to be lifted")
            : Optional.empty();
      }
    };
  }
}
