package io.tributary.aggregate;

import io.tributary.scope.Scope;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the parts of one gather, with the computation of their inputs. Confined to the event
 * loop of the gather.
 */
final class PartCalls {
  private static final @Nullable Scope[] NONE_ALONE = {};

  private final Plan plan;
  private final Inputs inputs;

  /**
   * The scope of the calls. It ends a reserve before the request's deadline, and when the result is
   * decided.
   */
  private final Scope scope;

  private final SettledParts settled;
  private final Listener listener;

  /** The scopes of single calls. Kept only if one can be cancelled alone. */
  private final @Nullable Scope[] single;

  /** Learns how the calls end. */
  interface Listener {
    /** The part's call has ended, or there was none to make. Called once for each start. */
    void callEnded(int index, Outcome outcome);
  }

  PartCalls(Plan plan, Inputs inputs, Scope request, SettledParts settled, Listener listener) {
    this.plan = plan;
    this.inputs = inputs;
    this.scope = request.child().until(request.deadline().lessReserve());
    this.settled = settled;
    this.listener = listener;
    this.single = plan.enough().isEmpty() ? NONE_ALONE : new Scope[plan.parts().size()];
  }

  /** Whether a call could not do anything any more. */
  boolean ended() {
    return scope.ended();
  }

  /** Cancels the calls. */
  void cancel() {
    scope.cancel();
  }

  /** Cancels the call of one part, which is one of a group. Does nothing if it is not under way. */
  void cancel(int index) {
    Scope own = single[index];
    if (own != null) {
      own.cancel();
    }
  }

  private Scope own(int index, Scope call) {
    Scope own = call.on(settled.timeline(index));
    if (single.length > 0) {
      single[index] = own;
    }
    return own;
  }

  /** The gather is over. */
  void done() {
    scope.done();
  }

  /** Calls a part that needs no other. */
  void start(int index) {
    if (plan.parts().get(index).dependentInputs().isEmpty()) {
      call(index, inputs);
    } else {
      start(index, Map.of());
    }
  }

  /** Calls a part when its inputs are computed from these bodies. */
  void start(int index, Map<String, Buffer> bodies) {
    Part part = plan.parts().get(index);
    Scope own = own(index, scope.child()); // the timeout is that of the call
    PartCall.attempt(() -> part.dependentInputs().orElseThrow().compute(bodies, inputs, own))
        .onComplete(
            result -> {
              own.done();
              if (result.failed()) {
                listener.callEnded(index, Outcome.of(result.cause()));
              } else {
                callIfWanted(index, result.result());
              }
            });
  }

  private void callIfWanted(int index, Optional<Inputs> computed) {
    // A call without the input could return everything.
    PartCall call = plan.parts().get(index).call();
    if (settled.has(index) || computed.filter(own -> call.isWanted(own.values())).isEmpty()) {
      listener.callEnded(index, new Outcome.Skipped());
    } else {
      settled.starts(index); // computing its inputs was not its backend's time
      call(index, computed.get());
    }
  }

  private void call(int index, Inputs inputs) {
    Part part = plan.parts().get(index);
    Scope own = own(index, scope.within(part.timeout()));
    Future<Outcome.Success> result = PartCall.attempt(() -> part.call().start(inputs, own));
    result.onComplete(
        end -> {
          own.done();
          listener.callEnded(index, end.succeeded() ? end.result() : Outcome.of(end.cause()));
        });
  }
}
