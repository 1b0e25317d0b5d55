package io.tributary.backend.request;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.DecoratedPartCall;
import io.tributary.aggregate.Inputs;
import io.tributary.aggregate.Outcome;
import io.tributary.aggregate.PartCall;
import io.tributary.aggregate.Reason;
import io.tributary.config.JsonPointer;
import io.tributary.config.ShapeConfig;
import io.tributary.json.BufferSlice;
import io.tributary.json.Pointer;
import io.tributary.json.Shape;
import io.tributary.json.ShownValue;
import io.tributary.json.Slice;
import io.tributary.json.TooLongException;
import io.tributary.scope.ByteAccount;
import io.tributary.scope.Scope;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * The call of a part whose value is not the whole body of its backend. Other parts read the picked
 * value, and the response shows it with the members that it keeps. Immutable.
 */
public final class ShapedPartCall implements DecoratedPartCall {
  private static final ShownValue NULL = ShownValue.whole(Slice.ofNull());

  private final PartCall call;
  private final Pointer pick;
  private final boolean strict;
  private final Shape shape;

  private ShapedPartCall(PartCall call, ShapeConfig config, int most) {
    this.call = call;
    this.pick = Pointer.of(config.pick().map(JsonPointer::steps).orElse(List.of()));
    this.strict = config.strict();
    this.shape = Shape.of(config.keep(), config.drop(), config.rename()).atMost(most);
  }

  /**
   * The call in this shape: the call itself if the shape changes nothing.
   *
   * @param most the bytes of a value that is longer in its shape than its body
   */
  public static PartCall of(PartCall call, ShapeConfig config, int most) {
    return config.equals(ShapeConfig.NONE) ? call : new ShapedPartCall(call, config, most);
  }

  @Override
  public PartCall call() {
    return call;
  }

  @Override
  public Future<Outcome.Success> start(Inputs inputs, Scope scope) {
    return call.start(inputs, scope).compose(whole -> shaped(whole, scope.bytes()));
  }

  private Future<Outcome.Success> shaped(Outcome.Success whole, ByteAccount account) {
    Slice body = BufferSlice.of(whole.body());
    Optional<ShownValue> found;
    try {
      found = pick.find(body, shape);
    } catch (TooLongException _) {
      return Future.failedFuture(
          new CallFailedException(
              Reason.TOO_LARGE, "the value is larger than allowed in its shape"));
    }
    if (found.isEmpty() && strict) {
      return Future.failedFuture(
          new CallFailedException(
              Reason.BAD_BODY, "the body has no value at the place that is picked"));
    }
    ShownValue value = found.orElse(NULL);
    if (!value.showsBody() && !account.take(value.shown().bytes().length)) {
      return Future.failedFuture(CallFailedException.tooManyBytes());
    }
    boolean all = value.body().isSame(body);
    return Future.succeededFuture(
        new Outcome.Success(
            all ? whole.body() : BufferSlice.buffer(value.body()),
            all && value.showsBody() ? whole.body() : BufferSlice.buffer(value.shown()),
            whole.headers(),
            whole.failed()));
  }
}
