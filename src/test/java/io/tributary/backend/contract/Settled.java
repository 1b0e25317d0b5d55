package io.tributary.backend.contract;

import io.tributary.aggregate.CallFailedException;
import io.tributary.scope.CancelledException;
import io.tributary.support.TestVertx;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.CompletionException;

/** For faults that may be noticed or tolerated: either way the call ends, and hurts no other. */
final class Settled {
  private Settled() {}

  /** The body, the reason's code, or {@code cancelled}. */
  static String of(Future<Buffer> call) {
    try {
      return TestVertx.await(call).toString();
    } catch (CompletionException e) {
      return switch (e.getCause()) {
        case CallFailedException failed -> failed.reason().code();
        case CancelledException _ -> "cancelled";
        case null, default -> throw e;
      };
    }
  }
}
