package io.tributary.app;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.backend.tls.TlsSettings;
import io.tributary.config.Config;
import io.tributary.transform.Transform;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warms up the JVM before the first client connects. Runs requests through a second gateway on a
 * loopback port, with a stand-in server for every backend. The configured backends are never
 * called. A separate {@code Vertx} keeps this traffic out of the metrics.
 */
final class Warmup {
  private static final Logger LOG = LoggerFactory.getLogger(Warmup.class);
  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration ENOUGH = Duration.ofMillis(150);

  /**
   * Deadline of one request. A transform that hangs on the sample data must not delay the start.
   */
  private static final Duration DEADLINE = Duration.ofSeconds(1);

  private static final int AT_ONCE = 4;

  private final Config config;
  private final Map<String, Transform> transforms;
  private final Vertx vertx;

  private Warmup(LoadedConfig loaded) {
    this.config = loaded.config();
    this.transforms =
        loaded.transforms().entrySet().stream()
            .collect(toUnmodifiableMap(Map.Entry::getKey, entry -> rehearsed(entry.getValue())));
    this.vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setPreferNativeTransport(true)
                // code that is not compiled yet runs slowly
                .setMaxEventLoopExecuteTime(10)
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.SECONDS));
  }

  /** Runs the warm-up. Blocks: do not call it on an event loop. Logs a failure and returns. */
  static void run(LoadedConfig loaded) {
    Warmup warmup = new Warmup(loaded);
    try {
      Blocking.await(warmup.run());
    } catch (RuntimeException failed) {
      LOG.warn("Warm-up failed: the first requests will be slow", failed);
    } finally {
      Blocking.await(VertxShutdown.of(warmup.vertx));
    }
  }

  /** Wraps a transform so that it does not fail on the sample data. */
  private static Transform rehearsed(Transform transform) {
    return new Transform() {
      @Override
      public String name() {
        return transform.name();
      }

      @Override
      public JsonNode apply(ObjectNode parts) {
        try {
          return transform.apply(parts);
        } catch (RuntimeException | StackOverflowError _) {
          return parts;
        }
      }
    };
  }

  private Future<Void> run() {
    return StandIn.start(vertx)
        .map(standIn -> at(config, standIn))
        .compose(inTheClear -> secure() ? withTls(inTheClear) : gateway(inTheClear))
        .compose(gateway -> sendRounds(client(gateway), System.nanoTime() + ENOUGH.toNanos()));
  }

  private boolean secure() {
    return config.backends().stream().anyMatch(backend -> backend.origin().secure());
  }

  private Future<Gateway> gateway(Config rehearsed) {
    return Gateway.start(vertx, 1, new LoadedConfig(rehearsed, transforms), Observers.NONE);
  }

  /** Adds a stand-in over TLS, so that TLS handshakes are warmed up too. */
  private Future<Gateway> withTls(Config inTheClear) {
    return vertx
        .executeBlocking(StandInCertificate::create, false)
        .compose(
            certificate ->
                StandIn.start(vertx, certificate.identity())
                    .map(standIn -> at(inTheClear, standIn))
                    .compose(
                        rehearsed ->
                            Gateway.start(
                                vertx,
                                1,
                                new LoadedConfig(rehearsed, transforms),
                                TlsSettings.trusting(rehearsed.backends(), certificate.trust()),
                                Observers.NONE)));
  }

  private WebClient client(Gateway gateway) {
    return WebClient.create(
        vertx, new WebClientOptions().setDefaultHost(LOOPBACK).setDefaultPort(gateway.port()));
  }

  private Future<Void> sendRounds(WebClient client, long end) {
    List<Future<?>> round =
        config.aggregates().stream()
            .map(aggregate -> aggregate.path().replaceAll("\\{[^}]+}", "1"))
            .<Future<?>>mapMulti(
                (path, calls) -> {
                  for (int i = 0; i < AT_ONCE; i++) {
                    calls.accept(client.get(path).send());
                  }
                })
            .toList();
    return Future.join(round)
        .compose(
            _ -> System.nanoTime() - end < 0 ? sendRounds(client, end) : Future.succeededFuture());
  }

  /** The same aggregates on a free loopback port, with the stand-in as their backends. */
  private static Config at(Config config, StandIn standIn) {
    return config
        .withServer(config.server().at(LOOPBACK, 0))
        .withDeadline(config.deadline().compareTo(DEADLINE) < 0 ? config.deadline() : DEADLINE)
        .withTransforms(config.transforms().withThreads(1, 1))
        .withBackends(config.backends().stream().map(standIn::inPlaceOf).toList());
  }
}
