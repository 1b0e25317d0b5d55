package io.tributary.console;

import io.tributary.config.Config;
import io.tributary.config.input.InputConfig;
import io.tributary.http.ServerExchange;
import io.tributary.scope.WallClock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The requests that have ended: their statistics, and those that are listed. Thread-safe; every
 * critical section is short.
 */
final class Recording {
  private final ConsoleSources sources;
  private final WallClock time;
  private final LongSupplier nanoTime;
  private final long epochNanos;
  private final Statistics statistics = new Statistics();
  private final KeptRequests requests = new KeptRequests();
  private volatile Configured configured = new Configured(0, Map.of());

  /**
   * What requests of a generation are recorded with.
   *
   * @param headers the names of the headers that the inputs of a route read
   */
  private record Configured(long generation, Map<String, List<String>> headers) {
    static Configured of(long generation, Config config) {
      Map<String, List<String>> headers = new HashMap<>();
      config
          .aggregates()
          .forEach(
              aggregate ->
                  headers.put(
                      aggregate.path(),
                      aggregate.inputs().stream()
                          .filter(input -> input.source() == InputConfig.Source.HEADER)
                          .map(InputConfig::key)
                          .toList()));
      return new Configured(generation, Map.copyOf(headers));
    }
  }

  /**
   * Creates an empty recording.
   *
   * @param nanoTime the monotonic clock of the exchanges
   */
  Recording(ConsoleSources sources, WallClock time, LongSupplier nanoTime) {
    this.sources = sources;
    this.time = time;
    this.nanoTime = nanoTime;
    long nanos = nanoTime.getAsLong();
    this.epochNanos = time.at(nanos).toEpochMilli() * 1_000_000 - nanos;
  }

  void add(ServerExchange exchange) {
    Configured with = configured();
    Ending ending = Ending.of(exchange);
    long second = second(exchange.arrivedNanos() + exchange.nanos());
    count(exchange, ending, second)
        .ifPresent(
            as -> {
              List<String> headers = with.headers().getOrDefault(exchange.route(), List.of());
              keep(
                  as,
                  second,
                  FinishedRequest.of(exchange, ending, time, headers, with.generation()));
            });
  }

  private Configured configured() {
    Configured known = configured;
    long generation = sources.generation();
    if (known.generation() == generation) {
      return known;
    }
    Config config = sources.config();
    Configured next = Configured.of(generation, config);
    configured = next;
    keepOnly(config);
    return next;
  }

  private synchronized void keepOnly(Config config) {
    statistics.keepOnly(config);
  }

  private synchronized Optional<KeptRequests.As> count(
      ServerExchange exchange, Ending ending, long second) {
    statistics.add(second, exchange, ending);
    return requests.choose(
        ending, exchange.nanos(), second, statistics.median(second), exchange.timeline().isKept());
  }

  private synchronized void keep(KeptRequests.As as, long second, FinishedRequest request) {
    requests.keep(as, second, request);
  }

  /** A request was refused before it was read. It is counted and not listed. */
  synchronized void addUnread() {
    statistics.addUnread(now());
  }

  /** The second of a reading of the monotonic clock, counted from the epoch. */
  private long second(long nanos) {
    return Math.floorDiv(nanos + epochNanos, 1_000_000_000L);
  }

  /** The present second, counted from the epoch. */
  long now() {
    return second(nanoTime.getAsLong());
  }

  /** The seconds that are over, from this one on. */
  synchronized List<Seconds.Second> seconds(long from) {
    return statistics.seconds(from, now());
  }

  /** The listed requests that came after this one, newest first. */
  synchronized List<KeptRequests.Kept> requests(long last) {
    return requests.since(last, now());
  }

  /** The number of the newest listed request; 0 if there was none. */
  synchronized long lastSeq() {
    return requests.lastSeq();
  }

  synchronized OptionalLong seqOf(String requestId) {
    return requests.seqOf(requestId);
  }

  synchronized BackendActivity.Seen backend(String name) {
    return statistics.backend(name, now());
  }

  synchronized AggregateActivity.Seen aggregate(String route) {
    return statistics.aggregate(route, now());
  }
}
