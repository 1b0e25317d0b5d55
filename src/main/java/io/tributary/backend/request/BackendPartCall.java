package io.tributary.backend.request;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Inputs;
import io.tributary.aggregate.PartCall;
import io.tributary.aggregate.Reason;
import io.tributary.backend.AcceptedStatuses;
import io.tributary.backend.Backend;
import io.tributary.backend.BackendSpec;
import io.tributary.backend.Call;
import io.tributary.scope.Cancellation;
import io.tributary.scope.Deadline;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/**
 * Makes a part's call: expands its URI template, puts its headers together, asks its backend.
 * Immutable.
 */
public final class BackendPartCall implements PartCall {
  private final TargetTemplate target;
  private final boolean safe;
  private final OutboundHeaders headers;
  private final AcceptedStatuses accept;
  private final Backend backend;

  /** A call of a part. The template has been checked by the configuration. */
  public BackendPartCall(BackendSpec spec, PartRequest request, Backend backend) {
    this.target = new TargetTemplate(spec.prefix() + request.pathTemplate());
    this.safe = target.constant().filter(RequestTarget::isSafe).isPresent();
    this.headers = new OutboundHeaders(spec.headers(), request.headers(), request.forward());
    this.accept = request.accept();
    this.backend = backend;
  }

  @Override
  public Future<Buffer> start(Inputs inputs, Deadline deadline, Cancellation cancellation) {
    String uri = target.expand(inputs);
    if (!safe && !RequestTarget.isSafe(uri)) {
      return Future.failedFuture(
          new CallFailedException(Reason.DEPENDENCY, "its inputs do not make a valid request"));
    }
    return backend.call(
        new Call(uri, head -> headers.write(inputs, head), accept, cancellation), deadline);
  }
}
