package io.tributary.app;

import io.tributary.config.Config;
import io.tributary.metrics.MicrometerMetrics;
import io.tributary.metrics.Telemetry;
import io.tributary.openapi.ApiDocument;
import io.tributary.ops.ConfigStatus;
import io.tributary.ops.ManagementServer;
import io.tributary.ops.Readiness;
import io.tributary.scope.Clock;
import io.tributary.tracing.Tracing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running service: starts and stops the public side and the management side. Thread-safe. */
public final class Service {
  private static final Logger LOG = LoggerFactory.getLogger(Service.class);

  private final Platform platform;
  private final Readiness readiness;
  private final Gateway gateway;
  private final ManagementServer management;
  private final Reloader reloader;
  private final RequestRecords records;
  private final Optional<OperatorConsole> console;
  private final ConfigWatch watch;

  private Service(
      Platform platform,
      Readiness readiness,
      Gateway gateway,
      ManagementServer management,
      Reloader reloader,
      RequestRecords records,
      Optional<OperatorConsole> console) {
    this.platform = platform;
    this.readiness = readiness;
    this.gateway = gateway;
    this.management = management;
    this.reloader = reloader;
    this.records = records;
    this.console = console;
    this.watch = ConfigWatch.start(platform.vertx(), reloader, Clock.of(platform.vertx()));
  }

  /**
   * Binds the management port during the warm-up, then the public port. The service serves requests
   * when the future completes, and reports readiness after {@link #ready}. Closes the platform when
   * it stops, or cannot start. Fails with {@link CannotStartException} for an external reason.
   *
   * @param file what a reload loads again
   * @param tracing records spans, if there is one
   */
  public static Future<Service> start(
      ConfigFile file, LoadedConfig loaded, Platform platform, Optional<Tracing> tracing) {
    Config config = loaded.config();
    Future<Void> warm = warmedUp(loaded); // runs in parallel, on its own thread
    Future<Void> free = portsAreFree(config);
    if (free.failed()) {
      return platform.close().compose(_ -> Future.failedFuture(free.cause()));
    }
    Vertx vertx = platform.vertx();
    Telemetry telemetry = platform.telemetry();
    if (!vertx.isNativeTransportEnabled()) {
      LOG.info(
          "Without the native transport, which is not available: {}",
          String.valueOf(vertx.unavailableNativeTransportCause()));
    }
    MicrometerMetrics metrics = telemetry.metrics();
    Readiness readiness = new Readiness();
    BackendHealth backends = new BackendHealth(config.backends(), System::nanoTime);
    // A promise without a context: one that belongs to an event loop is never completed after that
    // loop has closed.
    Promise<Service> started = Promise.promise();
    ApiDocument openapi = new ApiDocument(vertx, config);
    AtomicReference<Optional<Reloader>> reloader = new AtomicReference<>(Optional.empty());
    LimitLog limits =
        new LimitLog(
            backends::title,
            System::nanoTime,
            (after, task) -> vertx.setTimer(Math.max(1, after.toMillis()), _ -> task.run()));
    RequestRecords records = RequestRecords.start(config.server(), tracing, metrics, limits);
    Optional<OperatorConsole> console = OperatorConsole.of(vertx, file, loaded, readiness);
    Observers observers =
        Observers.of(
            metrics,
            telemetry.exemplars(),
            backends,
            limits,
            records.observers(),
            console.map(OperatorConsole::observer));
    ManagementPort.listen(
            vertx,
            config,
            telemetry,
            readiness,
            backends,
            openapi,
            reloader::get,
            console.map(OperatorConsole::endpoints).orElse(List.of()))
        .recover(cause -> FreePort.cannotListen("management", config.management().port(), cause))
        .compose(
            management ->
                warm.compose(
                        _ -> Gateway.start(vertx, Platform.loops(), loaded, openapi, observers))
                    .recover(
                        cause -> FreePort.cannotListen("public", config.server().port(), cause))
                    .onSuccess(
                        gateway -> {
                          gateway.report(metrics);
                          gateway.logLimits(config.server());
                          readiness.observe(() -> WorkerAbility.of(gateway.workers()));
                        })
                    .map(
                        gateway -> {
                          Reloader ready =
                              new Reloader(
                                  vertx,
                                  file,
                                  gateway.generations(),
                                  observers.generations(),
                                  InstantSource.system());
                          reloader.set(Optional.of(ready));
                          console.ifPresent(present -> present.runs(gateway, ready));
                          return new Service(
                              platform, readiness, gateway, management, ready, records, console);
                        }))
        .onSuccess(started::complete)
        .onFailure(cause -> platform.close().onComplete(_ -> started.fail(cause)));
    return started.future();
  }

  private static Future<Void> warmedUp(LoadedConfig loaded) {
    return Future.fromCompletionStage(
        CompletableFuture.runAsync(
            () -> Warmup.run(loaded), task -> Thread.ofPlatform().name("warm-up").start(task)));
  }

  private static Future<Void> portsAreFree(Config config) {
    return FreePort.check("management", config.management().host(), config.management().port())
        .compose(_ -> FreePort.check("public", config.server().host(), config.server().port()));
  }

  /** Reports readiness: load balancers may send traffic from now on. */
  public void ready() {
    readiness.ready();
  }

  /** The public port. */
  public int port() {
    return gateway.port();
  }

  /** The management port. */
  public int managementPort() {
    return management.port();
  }

  /**
   * Loads the configuration again. A valid one is in force for new requests when the future
   * completes. It never fails.
   */
  public Future<Reloaded> reload(ReloadReason reason) {
    return reloader.reload(reason);
  }

  /** The configuration in force, and how the last reload ended. */
  public ConfigStatus configuration() {
    return reloader.status();
  }

  /**
   * Stops without losing a request. First reports that it is not ready. Then serves for the linger
   * time, while load balancers notice and every connection is closed after its response. Then stops
   * accepting connections and waits for requests in flight.
   */
  public Future<Void> stop() {
    readiness.notReady();
    watch.stop();
    reloader.stop();
    Config.Shutdown shutdown = gateway.generations().current().loaded().config().shutdown();
    Duration linger = shutdown.linger();
    Duration drain = shutdown.drain();
    LOG.info(
        "Stopping: not ready, still serving for {}, then draining for at most {}",
        text(linger),
        text(drain));
    gateway.closeConnectionsAfterResponses();
    return after(linger)
        .compose(_ -> gateway.shutdown(drain))
        .onComplete(_ -> console.ifPresent(OperatorConsole::close))
        .compose(_ -> records.exportSpans(Clock.of(platform.vertx())))
        .compose(_ -> platform.close())
        .onSuccess(
            closed -> {
              if (!closed) {
                LOG.warn("Vert.x did not close in time");
              }
              records.closeLog();
              LOG.info("Stopped");
            })
        .mapEmpty();
  }

  private Future<Void> after(Duration time) {
    Promise<Void> promise = Promise.promise();
    platform.vertx().setTimer(Math.max(1, time.toMillis()), _ -> promise.complete());
    return promise.future();
  }

  private static String text(Duration time) {
    return time.toMillis() + " ms";
  }
}
