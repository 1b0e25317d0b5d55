package io.tributary.transform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.aggregate.TransformCall;
import io.tributary.config.Config;
import io.tributary.scope.CancelledException;
import io.tributary.scope.Scope;
import io.tributary.transform.jslt.Watch;
import io.tributary.transform.jslt.WatchedNodes;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies a transform to the gathered parts, on a worker. Thread-safe. */
public final class QueuedTransform implements TransformCall {
  private static final Logger LOG = LoggerFactory.getLogger(QueuedTransform.class);

  private final Transform transform;
  private final Config.Transforms limits;
  private final Workers workers;

  /** Creates a transform that these workers run. */
  public QueuedTransform(Transform transform, Config.Transforms limits, Workers workers) {
    this.transform = transform;
    this.limits = limits;
    this.workers = workers;
  }

  @Override
  public Future<Buffer> apply(Map<String, Buffer> bodies, Scope scope) {
    if (JsonTrees.size(bodies) > limits.maxInput()) {
      return Future.failedFuture(failure(tooLarge("its input is larger than allowed")));
    }
    return workers
        .submit("Transform " + transform.name(), () -> transformed(bodies), scope)
        .recover(cause -> Future.failedFuture(failure(cause)));
  }

  private Buffer transformed(Map<String, Buffer> bodies) throws IOException {
    WatchedNodes nodes = new WatchedNodes(new Watch(limits.maxAllocation()));
    ObjectNode parts = new JsonTrees(nodes).parse(bodies);
    return JsonTrees.write(transform.apply(parts), limits.maxOutput());
  }

  static CallFailedException tooLarge(String message) {
    return new CallFailedException(Reason.TOO_LARGE, message);
  }

  private Throwable failure(Throwable cause) {
    return switch (cause) {
      case CancelledException _ -> cause;
      case CallFailedException failed -> {
        if (failed.reason() == Reason.TOO_LARGE || failed.reason() == Reason.BAD_BODY) {
          LOG.warn("Transform {} failed: {}", transform.name(), failed.getMessage());
        }
        yield failed;
      }
      default -> {
        LOG.error("Transform {} failed", transform.name(), cause);
        yield new CallFailedException(Reason.INTERNAL, "the transform failed");
      }
    };
  }
}
