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
 * Runs the real path, cold code and all, before the first client does: the same gateway on a
 * loopback port, before a stand-in that answers for every backend. The configured backends are
 * never called, and a {@code Vertx} of its own keeps the traffic out of the metrics.
 */
final class Warmup {
  private static final Logger LOG = LoggerFactory.getLogger(Warmup.class);
  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration ENOUGH = Duration.ofMillis(150);

  /** What one request may take: a transform that hangs on made-up data must not delay the start. */
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
                // cold code is slow: that is what this is for
                .setMaxEventLoopExecuteTime(10)
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.SECONDS));
  }

  /** Returns when warm. Blocks; not for an event loop. That it fails stops nothing. */
  static void run(LoadedConfig loaded) {
    Warmup warmup = new Warmup(loaded);
    try {
      Blocking.await(warmup.run());
    } catch (RuntimeException failed) {
      LOG.warn("Not warmed up: the first requests will be slow", failed);
    } finally {
      Blocking.await(VertxShutdown.of(warmup.vertx));
    }
  }

  /** The same transform; made-up data may not suit it, and that it then throws is no news. */
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
        .compose(gateway -> rounds(client(gateway), System.nanoTime() + ENOUGH.toNanos()));
  }

  private boolean secure() {
    return config.backends().stream().anyMatch(backend -> backend.origin().secure());
  }

  private Future<Gateway> gateway(Config rehearsed) {
    return Gateway.start(vertx, 1, new LoadedConfig(rehearsed, transforms), Observers.NONE);
  }

  /** Handshakes are rehearsed, too. */
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

  private Future<Void> rounds(WebClient client, long end) {
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
        .compose(_ -> System.nanoTime() - end < 0 ? rounds(client, end) : Future.succeededFuture());
  }

  /** The same aggregates on a free loopback port, before that stand-in. */
  private static Config at(Config config, StandIn standIn) {
    return config
        .withServer(config.server().at(LOOPBACK, 0))
        .withDeadline(config.deadline().compareTo(DEADLINE) < 0 ? config.deadline() : DEADLINE)
        .withTransforms(new Config.Transforms(1, config.transforms().queue()))
        .withBackends(config.backends().stream().map(standIn::inPlaceOf).toList());
  }
}
