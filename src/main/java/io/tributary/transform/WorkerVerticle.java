package io.tributary.transform;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;

/** A worker. It takes one job at a time from its own address on the local event bus. */
final class WorkerVerticle extends VerticleBase {
  private final Workers workers;
  private final String address;

  WorkerVerticle(Workers workers, String address) {
    this.workers = workers;
    this.address = address;
  }

  @Override
  public Future<?> start() {
    return vertx
        .eventBus()
        .<Job<?>>localConsumer(address)
        .handler(this::work)
        .completion()
        .onSuccess(_ -> workers.idle(this));
  }

  private void work(Message<Job<?>> message) {
    ThreadPriority.lower(); // each time: a verticle's next job may be on another thread of the pool
    workers.run(this, message.body());
  }

  String address() {
    return address;
  }

  /** Ends a worker that was replaced while its job overran. */
  void retire() {
    if (vertx.deploymentIDs().contains(deploymentID())) { // else the whole service has been closed
      vertx.undeploy(deploymentID()).onFailure(_ -> {});
    }
  }
}
