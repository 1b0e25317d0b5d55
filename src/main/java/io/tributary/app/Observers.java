package io.tributary.app;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.tributary.aggregate.AggregateObserver;
import io.tributary.aggregate.AggregateObservers;
import io.tributary.backend.ConnectionObserver;
import io.tributary.backend.Transport;
import io.tributary.backend.policy.BreakerObserver;
import io.tributary.config.AggregateConfig;
import io.tributary.config.BackendConfig;
import io.tributary.config.Config;
import io.tributary.config.PartConfig;
import io.tributary.console.Console;
import io.tributary.http.ServerObserver;
import io.tributary.metrics.Configured;
import io.tributary.metrics.Exemplars;
import io.tributary.metrics.MicrometerMetrics;
import io.tributary.ops.BugLog;
import io.tributary.scope.Scope;
import io.tributary.transform.JobObserver;
import io.tributary.transform.SchemaObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;

/**
 * The observers of all packages. Connects them to metrics and logs. Thread-safe.
 *
 * @param loopLag receives how late an event loop ran a timer, in nanoseconds
 * @param calls measures the calls over a transport
 */
record Observers(
    AggregateObserver requests,
    ServerObserver server,
    ConnectionObserver connections,
    BreakerObserver breakers,
    JobObserver jobs,
    LongConsumer loopLag,
    UnaryOperator<Transport> calls,
    GenerationObserver generations,
    SchemaObserver schemas) {
  /** Observes nothing. */
  static final Observers NONE =
      new Observers(
          AggregateObserver.NONE,
          ServerObserver.NONE,
          ConnectionObserver.NONE,
          BreakerObserver.NONE,
          JobObserver.NONE,
          _ -> {},
          UnaryOperator.identity(),
          GenerationObserver.NONE,
          SchemaObserver.NONE);

  /**
   * Records metrics, and logs internal errors and what happens to backends.
   *
   * @param exemplars connects the metrics with traces
   * @param exchanges further observers of the public server
   * @param console shows what happens, if there is one
   */
  static Observers of(
      MicrometerMetrics metrics,
      Exemplars exemplars,
      BackendHealth health,
      LimitLog limits,
      List<ServerObserver> exchanges,
      Optional<Console> console) {
    List<ServerObserver> server = new ArrayList<>(exchanges);
    server.add(ServerObservers.counting(metrics, exemplars));
    server.add(limits);
    List<ConnectionObserver> connections = new ArrayList<>();
    connections.add(ConnectionObservers.counting(metrics));
    connections.add(new BackendLog(System::nanoTime));
    List<BreakerObserver> breakers = new ArrayList<>();
    breakers.add(BreakerObservers.counting(metrics));
    breakers.add(health);
    console.ifPresent(
        present -> {
          server.add(present);
          connections.add(present.connections());
          breakers.add(present.breakers());
        });
    return new Observers(
        new AggregateObservers(
            List.of(
                exemplars.around(metrics),
                health,
                limits,
                new BugLog(),
                new BackgroundLog(System::nanoTime))),
        new ServerObservers(server),
        new ConnectionObservers(connections),
        new BreakerObservers(breakers),
        new JobObserver() {
          @Override
          public void ran(Scope scope, long waitedNanos, long ranNanos) {
            metrics.transforms().ran(waitedNanos, ranNanos);
          }

          @Override
          public void overran(Scope scope) {
            metrics.transforms().overran();
          }

          @Override
          public void rejected(Scope scope) {
            metrics.transforms().rejected();
            limits.rejected(scope);
          }
        },
        metrics::loopLagged,
        transport -> new MeasuredTransport(transport, metrics, exemplars, System::nanoTime),
        new GenerationObserver() {
          @Override
          public void inForce(Config config) {
            health.use(config.backends());
            for (AggregateConfig aggregate : config.aggregates()) {
              aggregate.parts().stream()
                  .filter(part -> part.contract().checks())
                  .forEach(
                      part ->
                          metrics.schemas().checks(aggregate.path(), part.name(), part.backend()));
            }
          }

          @Override
          public void reloaded(Reloaded result) {
            switch (result) {
              case Reloaded.Applied _ -> metrics.reloads().applied();
              case Reloaded.Refused _ -> metrics.reloads().refused();
              case Reloaded.Unchanged _ -> metrics.reloads().unchanged();
            }
          }

          @Override
          public void retired(Config config) {
            metrics.keepOnly(names(config));
          }
        },
        new SchemaWatch(metrics, new SeldomLog<>(System::nanoTime)));
  }

  private static Configured names(Config config) {
    List<BackendConfig> backends = config.backends();
    return new Configured(
        backends.stream().map(BackendConfig::name).collect(toSet()),
        backends.stream()
            .map(BackendConfig::origin)
            .map(origin -> origin.host() + ":" + origin.port())
            .collect(toSet()),
        config.aggregates().stream()
            .collect(toMap(AggregateConfig::path, Observers::backendsOfParts)));
  }

  private static Map<String, String> backendsOfParts(AggregateConfig aggregate) {
    return aggregate.allParts().stream().collect(toMap(PartConfig::name, PartConfig::backend));
  }
}
