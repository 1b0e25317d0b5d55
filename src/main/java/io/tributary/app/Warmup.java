package io.tributary.app;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.tributary.backend.tls.ServerName;
import io.tributary.backend.tls.TlsSettings;
import io.tributary.config.AggregateConfig;
import io.tributary.config.BackendConfig;
import io.tributary.config.Config;
import io.tributary.openapi.ApiDocument;
import io.tributary.transform.Transform;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.TrustOptions;
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

  /** A transform that hangs on the sample data must not delay the start for longer. */
  private static final long MAX_SECONDS = 5;

  private static final int AT_ONCE = 2;

  private final Config config;
  private final Map<String, Transform> transforms;
  private final Vertx vertx;

  private Warmup(LoadedConfig loaded) {
    this.config = Rehearsal.of(loaded.config());
    this.transforms =
        loaded.transforms().entrySet().stream()
            .collect(toUnmodifiableMap(Map.Entry::getKey, entry -> Rehearsal.of(entry.getValue())));
    this.vertx =
        Vertx.vertx(
            RuntimeOptions.of(1)
                // code that is not compiled yet runs slowly
                .setMaxEventLoopExecuteTime(10)
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.SECONDS));
  }

  /**
   * Runs the warm-up. Blocks: do not call it on an event loop. Logs a failure and returns. A
   * warm-up that is cut short is no failure.
   */
  static void run(LoadedConfig loaded) {
    Warmup warmup = new Warmup(loaded);
    try {
      readNames(loaded.config());
      warmup.send(Blocking.await(warmup.start()));
    } catch (RuntimeException failed) {
      LOG.warn("Warm-up failed: the first requests will be slow", failed);
    } finally {
      boolean _ = Blocking.await(VertxShutdown.of(warmup.vertx));
    }
  }

  /**
   * Reads the names of the backends, of which the stand-in has none. The first one makes the JDK
   * load large tables, which would hold up the event loop that connects to its backends.
   */
  private static void readNames(Config config) {
    for (BackendConfig backend : config.backends()) {
      ServerName _ = ServerName.of(backend);
    }
  }

  /** Blocks until the requests have been answered, or for the longest time for them. */
  private void send(Gateway gateway) {
    boolean _ =
        Blocking.await(
            Future.fromCompletionStage(
                sendRounds(client(gateway), System.nanoTime() + ENOUGH.toNanos())
                    .map(true)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .completeOnTimeout(false, MAX_SECONDS, TimeUnit.SECONDS)));
  }

  private Future<Gateway> start() {
    return StandIn.start(vertx)
        .map(standIn -> Rehearsal.at(config, standIn))
        .compose(inTheClear -> secure() ? withTls(inTheClear) : gateway(inTheClear));
  }

  private boolean secure() {
    return config.backends().stream().anyMatch(backend -> backend.origin().secure());
  }

  private Future<Gateway> gateway(Config rehearsed) {
    return Gateway.start(
        vertx,
        1,
        new LoadedConfig(rehearsed, transforms),
        new ApiDocument(vertx, rehearsed),
        Observers.NONE);
  }

  /** Adds a stand-in over TLS, so that TLS handshakes are warmed up too. */
  private Future<Gateway> withTls(Config inTheClear) {
    return vertx
        .executeBlocking(StandInCertificate::create, false)
        .compose(
            certificate ->
                StandIn.start(vertx, certificate.identity())
                    .map(standIn -> Rehearsal.at(inTheClear, standIn))
                    .compose(rehearsed -> gateway(rehearsed, certificate.trust())));
  }

  private Future<Gateway> gateway(Config rehearsed, TrustOptions trust) {
    return vertx
        .executeBlocking(
            () ->
                new Certificates(
                    TlsSettings.trusting(rehearsed.backends(), trust),
                    Certificates.server(rehearsed)),
            false)
        .compose(
            certificates ->
                Gateway.start(
                    vertx,
                    1,
                    new LoadedConfig(rehearsed, transforms),
                    certificates,
                    new ApiDocument(vertx, rehearsed),
                    Observers.NONE));
  }

  private WebClient client(Gateway gateway) {
    WebClientOptions options = new WebClientOptions();
    if (config.server().tls().isPresent()) {
      options.setSsl(true).setTrustAll(true).setVerifyHost(false);
      options.setUseAlpn(true).setProtocolVersion(HttpVersion.HTTP_2);
    }
    return WebClient.create(vertx, options.setDefaultHost(LOOPBACK).setDefaultPort(gateway.port()));
  }

  private static Future<?> send(WebClient client, AggregateConfig aggregate) {
    String path = aggregate.path().replaceAll("\\{[^}]+}", Rehearsal.ANYTHING);
    return switch (aggregate.method()) {
      case GET -> client.get(path).send();
      case POST -> client.post(path).sendJsonObject(new JsonObject());
    };
  }

  private Future<Void> sendRounds(WebClient client, long end) {
    List<Future<?>> round =
        config.aggregates().stream()
            .<Future<?>>mapMulti(
                (aggregate, calls) -> {
                  for (int i = 0; i < AT_ONCE; i++) {
                    calls.accept(send(client, aggregate));
                  }
                })
            .toList();
    return Future.join(round)
        .compose(
            _ -> System.nanoTime() - end < 0 ? sendRounds(client, end) : Future.succeededFuture());
  }
}
