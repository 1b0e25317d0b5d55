package io.tributary.app;

import io.tributary.backend.tls.TlsSettings;
import io.tributary.config.BackendConfig;
import io.tributary.config.ConditionConfig;
import io.tributary.config.Config;
import io.tributary.config.Expression;
import io.tributary.scope.Clock;
import io.tributary.tls.TlsFileException;
import io.tributary.transform.CompiledExpressions;
import io.tributary.transform.SchemaGuards;
import io.tributary.transform.Workers;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.stream.Stream;

/** Makes generations of configurations. Blocks, so not on an event loop. Thread-safe. */
record GenerationFactory(
    Vertx vertx, ServerSettings settings, Workers workers, Clock clock, Observers observers) {

  /** The first generation. */
  Generation first(LoadedConfig loaded, TlsSettings tls) {
    return make(
        1,
        loaded,
        loaded.config().backends().stream().map(backend -> create(backend, tls)).toList());
  }

  /**
   * The generation after this one. It has the same backends where their configuration has not
   * changed.
   */
  Generation next(LoadedConfig loaded, Generation previous) throws TlsFileException {
    List<BackendConfig> backends = loaded.config().backends();
    TlsSettings tls =
        TlsSettings.read(
            backends.stream().filter(config -> previous.backend(config).isEmpty()).toList());
    return make(
        previous.number() + 1,
        loaded,
        backends.stream()
            .map(config -> previous.backend(config).orElseGet(() -> create(config, tls)))
            .toList());
  }

  private SharedBackend create(BackendConfig backend, TlsSettings tls) {
    return new SharedBackend(vertx, backend, tls.of(backend), clock, observers);
  }

  private Generation make(long number, LoadedConfig loaded, List<SharedBackend> backends) {
    Config config = loaded.config();
    return new Generation(
        number,
        loaded,
        settings.with(config),
        CompiledExpressions.of(expressions(config)),
        workers,
        new SchemaGuards(config, workers, observers.schemas()),
        backends);
  }

  private static List<String> expressions(Config config) {
    return config.aggregates().stream()
        .flatMap(aggregate -> aggregate.allParts().stream())
        .flatMap(
            part ->
                Stream.concat(
                    part.expressions(), part.failWhen().map(ConditionConfig::expression).stream()))
        .flatMap(
            expression ->
                switch (expression) {
                  case Expression.Jslt(String text) -> Stream.of(text);
                  case Expression.Places _ -> Stream.of();
                })
        .toList();
  }
}
