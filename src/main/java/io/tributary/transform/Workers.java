package io.tributary.transform;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.scope.Cancellation;
import io.tributary.scope.CancelledException;
import io.tributary.scope.Clock;
import io.tributary.scope.Scope;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker verticles and the bounded queue in front of them. A job goes to an idle worker, or
 * waits in the queue, or is rejected if the queue is full. A worker that has ended a job takes the
 * next one. So no worker is idle while a job waits, which the event bus's round robin does not
 * guarantee.
 *
 * <p>A job that runs past its deadline is interrupted. As it may ignore the interrupt, its worker
 * is replaced at once and ends when the job does. Thread-safe.
 */
public final class Workers {
  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

  /**
   * Spare threads per worker for replacements. Without a spare, a job that never ends costs a
   * worker.
   */
  private static final int STAND_INS_PER_WORKER = 3;

  private final Vertx vertx;
  private final Clock clock;
  private final JobObserver observer;
  private final int maxQueue;
  private final int size;
  private final DeliveryOptions delivery;

  private final Deque<Job<?>> queue = new ArrayDeque<>();
  private final Deque<WorkerVerticle> idle = new ArrayDeque<>();
  private final Map<Job<?>, WorkerVerticle> running = new HashMap<>();
  private final Set<WorkerVerticle> replaced = new HashSet<>();
  private int names;

  private Workers(Vertx vertx, int size, int maxQueue, Clock clock, JobObserver observer) {
    this.vertx = vertx;
    this.size = size;
    this.maxQueue = maxQueue;
    this.clock = clock;
    this.observer = observer;
    this.delivery = new DeliveryOptions().setLocalOnly(true).setCodecName(JobCodec.NAME);
  }

  /** Deploys the workers. At most one set per {@code Vertx}. */
  public static Future<Workers> start(
      Vertx vertx, int size, int maxQueue, Clock clock, JobObserver observer) {
    vertx.eventBus().registerCodec(new JobCodec());
    Workers workers = new Workers(vertx, size, maxQueue, clock, observer);
    return Future.join(IntStream.range(0, size).mapToObj(_ -> workers.deploy()).toList())
        .map(workers);
  }

  /**
   * Runs CPU work on a worker. Call it on an event loop; the future settles there.
   *
   * @return the work's result; fails with {@link CallFailedException} when refused or out of time,
   *     with {@link CancelledException}, and with what the work threw
   */
  public <T> Future<T> submit(Callable<T> work, Scope scope) {
    Job<T> job = new Job<>(work, scope, vertx.getOrCreateContext());
    if (!accept(job)) {
      observer.rejected(scope);
      return Future.failedFuture(
          new CallFailedException(Reason.REJECTED, "too many transforms are waiting"));
    }
    Clock.Timer timer = scope.deadline().onPassed(() -> overrun(job));
    Cancellation.Registration cancelled =
        scope.onCancel(() -> giveUp(job, new CancelledException()));
    job.ended()
        .onComplete(
            _ -> {
              timer.cancel();
              cancelled.remove();
            });
    return job.future();
  }

  /** The number of jobs that wait for a worker. */
  public synchronized int queued() {
    return queue.size();
  }

  /** Called by a worker, on its own thread. */
  void run(WorkerVerticle worker, Job<?> job) {
    synchronized (this) {
      running.put(job, worker);
    }
    long begun = clock.nanoTime();
    if (job.run()) {
      observer.ran(job.scope(), begun - job.submittedAt(), clock.nanoTime() - begun);
    }
    synchronized (this) {
      running.remove(job);
    }
    idle(worker);
  }

  /** Called by an idle worker: gives it the next job, if there is one. */
  void idle(WorkerVerticle worker) {
    Job<?> next = null;
    boolean retires;
    synchronized (this) { // briefly: event loops wait for it too
      retires = replaced.remove(worker);
      if (!retires) {
        next = queue.pollFirst();
        if (next == null) {
          idle.addLast(worker);
        }
      }
    }
    if (retires) {
      worker.retire();
    } else if (next != null) {
      send(worker, next);
    }
  }

  private boolean accept(Job<?> job) {
    WorkerVerticle worker;
    synchronized (this) {
      worker = idle.pollFirst();
      if (worker == null) {
        return queue.size() < maxQueue && queue.add(job);
      }
    }
    send(worker, job);
    return true;
  }

  private void send(WorkerVerticle worker, Job<?> job) {
    vertx.eventBus().send(worker.address(), job, delivery);
  }

  private boolean giveUp(Job<?> job, RuntimeException cause) {
    synchronized (this) {
      queue.remove(job);
    }
    return job.giveUp(cause);
  }

  private void overrun(Job<?> job) {
    if (giveUp(job, CallFailedException.timeout())) {
      synchronized (this) {
        WorkerVerticle worker = running.get(job);
        if (worker == null || replaced.size() >= size * STAND_INS_PER_WORKER) {
          return;
        }
        replaced.add(worker);
      }
      LOG.warn("A transform ran past its deadline; a stand-in takes over for its worker");
      deploy().onFailure(cause -> LOG.error("No stand-in could be deployed", cause));
    }
  }

  private Future<String> deploy() {
    String address;
    synchronized (this) {
      address = "tributary.worker." + names++;
    }
    return vertx.deployVerticle(
        new WorkerVerticle(this, address),
        new DeploymentOptions()
            .setThreadingModel(ThreadingModel.WORKER)
            .setWorkerPoolName("transform")
            .setWorkerPoolSize(size * (1 + STAND_INS_PER_WORKER)));
  }
}
