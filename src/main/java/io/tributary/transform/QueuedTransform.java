package io.tributary.transform;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.aggregate.TransformCall;
import io.tributary.scope.CancelledException;
import io.tributary.scope.Scope;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies a transform to the gathered parts, on a worker. Thread-safe. */
public final class QueuedTransform implements TransformCall {
  private static final Logger LOG = LoggerFactory.getLogger(QueuedTransform.class);

  private final Transform transform;
  private final Workers workers;

  /** Creates a transform that these workers run. */
  public QueuedTransform(Transform transform, Workers workers) {
    this.transform = transform;
    this.workers = workers;
  }

  @Override
  public Future<Buffer> apply(Map<String, Buffer> bodies, Scope scope) {
    return workers
        .submit(
            "Transform " + transform.name(),
            () ->
                JsonTrees.write(
                    transform.apply(new JsonTrees(JsonNodeFactory.instance).parse(bodies))),
            scope)
        .recover(cause -> Future.failedFuture(failure(cause)));
  }

  private Throwable failure(Throwable cause) {
    if (cause instanceof CallFailedException || cause instanceof CancelledException) {
      return cause;
    }
    LOG.error("Transform {} failed", transform.name(), cause);
    return new CallFailedException(Reason.INTERNAL, "the transform failed");
  }
}
