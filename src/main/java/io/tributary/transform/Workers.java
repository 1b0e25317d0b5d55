package io.tributary.transform;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.config.Config;
import io.tributary.scope.Cancellation;
import io.tributary.scope.CancelledException;
import io.tributary.scope.Clock;
import io.tributary.scope.Phase;
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
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker verticles and the bounded queue in front of them. A job goes to an idle worker, or
 * waits in the queue, or is rejected if the queue is full. A worker that has ended a job takes the
 * next one. So no worker is idle while a job waits, which the event bus's round robin does not
 * guarantee.
 *
 * <p>A job that runs past its deadline is interrupted. As it may ignore the interrupt, a spare
 * takes the place of its worker at once. When the job ends, its worker takes the place of one that
 * no spare was left for, or else retires. Thread-safe.
 */
public final class Workers {
  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

  private static final long FOR_EVER_DAYS = 36_500;

  private final Vertx vertx;
  private final Clock clock;
  private final JobObserver observer;
  private final Config.Transforms config;
  private final DeliveryOptions delivery;

  private final Deque<Job<?>> queue = new ArrayDeque<>();
  private final Deque<WorkerVerticle> idle = new ArrayDeque<>();
  private final Map<Job<?>, WorkerVerticle> running = new HashMap<>();

  /** The stuck workers whose place a spare has taken. */
  private final Set<WorkerVerticle> replaced = new HashSet<>();

  /** The stuck workers for which no spare was left. */
  private final Deque<WorkerVerticle> lost = new ArrayDeque<>();

  private int names;

  private Workers(Vertx vertx, Config.Transforms config, Clock clock, JobObserver observer) {
    this.vertx = vertx;
    this.config = config;
    this.clock = clock;
    this.observer = observer;
    this.delivery = new DeliveryOptions().setLocalOnly(true).setCodecName(JobCodec.NAME);
  }

  /** Deploys the workers. At most one set per {@code Vertx}. */
  public static Future<Workers> start(
      Vertx vertx, Config.Transforms config, Clock clock, JobObserver observer) {
    vertx.eventBus().registerCodec(new JobCodec());
    Workers workers = new Workers(vertx, config, clock, observer);
    return Future.join(
            IntStream.range(0, config.workers()).mapToObj(_ -> workers.deploy()).toList())
        .map(workers);
  }

  /**
   * Runs CPU work on a worker. Call it on an event loop; the future settles there.
   *
   * @param name what the log calls the work
   * @return the work's result; fails with {@link CallFailedException} when refused or out of time,
   *     with {@link CancelledException}, and with what the work threw
   */
  public <T> Future<T> submit(String name, Callable<T> work, Scope scope) {
    scope.timeline().begin(Phase.WORKER);
    Job<T> job = new Job<>(name, work, scope, vertx.getOrCreateContext());
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

  /** How many workers can run jobs now. */
  public synchronized WorkerCapacity capacity() {
    return new WorkerCapacity(
        config.workers(), config.workers() - lost.size(), replaced.size() + lost.size());
  }

  /** Called by a worker, on its own thread. */
  void run(WorkerVerticle worker, Job<?> job) {
    synchronized (this) {
      running.put(job, worker);
    }
    long begun = clock.nanoTime();
    try {
      if (job.run()) {
        observer.ran(job.scope(), begun - job.submittedAt(), clock.nanoTime() - begun);
      }
    } finally {
      synchronized (this) {
        running.remove(job);
      }
      idle(worker);
    }
  }

  /** Called by an idle worker: gives it the next job, if there is one. */
  void idle(WorkerVerticle worker) {
    Job<?> next = null;
    boolean retires;
    synchronized (this) { // briefly: event loops wait for it too
      retires = !keepsItsPlace(worker);
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

  /** Settles who has a place after a worker has ended its job. Call it with the lock held. */
  private boolean keepsItsPlace(WorkerVerticle worker) {
    if (lost.remove(worker) || !replaced.remove(worker)) {
      return true;
    }
    WorkerVerticle stuck = lost.pollFirst();
    return stuck != null && replaced.add(stuck);
  }

  private boolean accept(Job<?> job) {
    WorkerVerticle worker;
    synchronized (this) {
      worker = idle.pollFirst();
      if (worker == null) {
        return queue.size() < config.queue() && queue.add(job);
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
    CallFailedException late =
        new CallFailedException(
            Reason.TIMEOUT,
            job.isRunning()
                ? "the computation did not end in time"
                : "no transform worker was free in time");
    if (giveUp(job, late)) {
      observer.overran(job.scope());
      replaceWorkerOf(job);
    }
  }

  private void replaceWorkerOf(Job<?> job) {
    WorkerVerticle worker;
    boolean spare;
    synchronized (this) {
      worker = running.get(job);
      if (worker == null) {
        return;
      }
      spare = replaced.size() < config.spares();
      boolean _ = spare ? replaced.add(worker) : lost.add(worker);
    }
    if (spare) {
      LOG.warn("{} ran past its deadline; a spare takes the place of its worker", job.name());
      deploy().onFailure(cause -> noSpare(worker, cause));
    } else {
      LOG.error("{} ran past its deadline, and no spare is left for its worker", job.name());
    }
  }

  private void noSpare(WorkerVerticle worker, Throwable cause) {
    LOG.error("No spare worker could be deployed", cause);
    synchronized (this) {
      if (replaced.remove(worker)) {
        lost.add(worker);
      }
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
            .setWorkerPoolSize(config.workers() + config.spares())
            // Vert.x would log a stuck worker ten times a second; these workers are counted
            .setMaxWorkerExecuteTime(FOR_EVER_DAYS)
            .setMaxWorkerExecuteTimeUnit(TimeUnit.DAYS));
  }
}
