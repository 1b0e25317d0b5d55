package io.tributary.console;

import io.tributary.aggregate.AggregateResult;
import io.tributary.aggregate.PartResult;
import io.tributary.aggregate.PartResults;
import io.tributary.config.AggregateConfig;
import io.tributary.config.BackendConfig;
import io.tributary.config.Config;
import io.tributary.http.ServerExchange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How many requests there were and how long they took: all of them, whether they are listed or not.
 * Backends and parts beyond a number are not measured. Not thread-safe.
 */
final class Statistics {
  private static final int SECONDS = 300;
  private static final int MOST_BACKENDS = 500;

  /** A part takes about 2 KiB. */
  private static final int MOST_PARTS = 2000;

  private final Seconds seconds = new Seconds(SECONDS);
  private final RecentDurations complete = new RecentDurations();
  private final Map<String, BackendActivity> backends = new HashMap<>();
  private final Map<String, AggregateActivity> aggregates = new HashMap<>();
  private long medianOf = Long.MIN_VALUE;
  private long median;

  /** A request has ended. */
  void add(long second, ServerExchange exchange, Ending ending) {
    PartResults gathered = exchange.result().map(AggregateResult::parts).orElse(null);
    if (gathered == null || ending == Ending.CANCELLED) {
      seconds.count(second, ending);
      return;
    }
    seconds.add(second, exchange.nanos(), ending);
    if (ending == Ending.COMPLETE) {
      complete.add(second, exchange.nanos());
    }
    AggregateActivity aggregate = aggregate(exchange.route());
    if (aggregate != null) {
      aggregate.add(second, exchange);
      aggregate.add(second, gathered.all(), gathered.decider().part().name());
    }
    for (PartResult result : gathered.all()) {
      BackendActivity backend = backend(result.part().call().backend());
      if (backend != null) {
        backend.add(second, result, exchange);
      }
    }
  }

  /** A request was refused before it was read. */
  void addUnread(long second) {
    seconds.count(second, Ending.REFUSED);
  }

  private @Nullable AggregateActivity aggregate(String route) {
    AggregateActivity known = aggregates.get(route);
    if (known == null && parts() < MOST_PARTS) {
      known = new AggregateActivity();
      aggregates.put(route, known);
    }
    return known;
  }

  private int parts() {
    return aggregates.values().stream().mapToInt(one -> 1 + one.size()).sum();
  }

  private @Nullable BackendActivity backend(String name) {
    BackendActivity known = backends.get(name);
    if (known == null && backends.size() < MOST_BACKENDS) {
      known = new BackendActivity();
      backends.put(name, known);
    }
    return known;
  }

  /** Forgets what is not configured any more. */
  void keepOnly(Config config) {
    backends.keySet().retainAll(names(config.backends()));
    aggregates.keySet().retainAll(routes(config.aggregates()));
  }

  private static Set<String> names(List<BackendConfig> backends) {
    return backends.stream().map(BackendConfig::name).collect(Collectors.toSet());
  }

  private static Set<String> routes(List<AggregateConfig> aggregates) {
    return aggregates.stream().map(AggregateConfig::path).collect(Collectors.toSet());
  }

  /** The median of complete responses in nanoseconds, as it was in the second before. */
  long median(long second) {
    if (second != medianOf) {
      median = complete.percentile(second, 0.5);
      medianOf = second;
    }
    return median;
  }

  /** The seconds that are over, from this one on. */
  List<Seconds.Second> seconds(long from, long now) {
    return seconds.since(from, now);
  }

  BackendActivity.Seen backend(String name, long second) {
    BackendActivity known = backends.get(name);
    return known == null ? BackendActivity.Seen.NOTHING : known.seen(second);
  }

  AggregateActivity.Seen aggregate(String route, long second) {
    AggregateActivity known = aggregates.get(route);
    return known == null ? AggregateActivity.Seen.NOTHING : known.seen(second);
  }
}
