package io.tributary.backend.request;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.DecoratedPartCall;
import io.tributary.aggregate.Inputs;
import io.tributary.aggregate.Outcome;
import io.tributary.aggregate.PartCall;
import io.tributary.aggregate.Reason;
import io.tributary.config.ShapeConfig;
import io.tributary.json.BufferSlice;
import io.tributary.json.Pointer;
import io.tributary.json.Shape;
import io.tributary.json.Slice;
import io.tributary.scope.ByteAccount;
import io.tributary.scope.Scope;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * The call of a part whose value is not the whole body of its backend. Other parts read the picked
 * value, and the response shows it with the members that it keeps. Immutable.
 */
public final class ShapedPartCall implements DecoratedPartCall {
  private final PartCall call;
  private final Optional<Pointer> pick;
  private final boolean strict;
  private final Optional<Shape> shape;

  private ShapedPartCall(PartCall call, ShapeConfig config) {
    this.call = call;
    this.pick = config.pick().map(pointer -> Pointer.of(pointer.steps()));
    this.strict = config.strict();
    this.shape =
        config.changesMembers()
            ? Optional.of(Shape.of(config.keep(), config.drop(), config.rename()))
            : Optional.empty();
  }

  /** The call in this shape: the call itself if the shape changes nothing. */
  public static PartCall of(PartCall call, ShapeConfig config) {
    return config.equals(ShapeConfig.NONE) ? call : new ShapedPartCall(call, config);
  }

  @Override
  public PartCall call() {
    return call;
  }

  @Override
  public Future<Outcome.Success> start(Inputs inputs, Scope scope) {
    return call.start(inputs, scope).compose(whole -> shaped(whole, scope.bytes()));
  }

  @SuppressWarnings("ReferenceEquality") // what does not change is the same slice
  private Future<Outcome.Success> shaped(Outcome.Success whole, ByteAccount account) {
    Slice body = BufferSlice.of(whole.body());
    Slice picked = body;
    if (pick.isPresent()) {
      Optional<Slice> found = pick.get().find(body);
      if (found.isEmpty() && strict) {
        return Future.failedFuture(
            new CallFailedException(
                Reason.BAD_BODY, "the body has no value at the place that is picked"));
      }
      picked = found.orElseGet(Slice::ofNull);
    }
    Slice value = shape.isPresent() ? shape.get().of(picked) : picked;
    if (value != picked && !account.take(value.bytes().length)) {
      return Future.failedFuture(CallFailedException.tooManyBytes());
    }
    return Future.succeededFuture(
        new Outcome.Success(
            picked == body ? whole.body() : BufferSlice.buffer(picked),
            value == body ? whole.body() : BufferSlice.buffer(value),
            whole.headers(),
            whole.failed()));
  }
}
